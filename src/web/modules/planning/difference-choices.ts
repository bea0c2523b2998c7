import type { ScheduleDifference } from '../../../contract/planning.ts';
import type { MessageKey } from '../../../i18n/messages.ts';

interface Choice {
  readonly choice: 'ours' | 'theirs' | 'leave';
  readonly text: MessageKey;
  readonly params: Readonly<Record<string, string>>;
}

/** The buttons of a difference, each named by what is true afterwards: `19:30 behalten`. */
export function choicesOf(difference: ScheduleDifference, time: (at: string) => string): Choice[] {
  const { kind, ours, theirs } = difference;
  const leave: Choice = { choice: 'leave', text: 'planning.difference.leave', params: {} };
  if (kind === 'only-on-twitch' || !ours) {
    return [{ choice: 'theirs', text: 'planning.difference.take', params: {} }, leave];
  }
  if (kind === 'gone-from-twitch' || !theirs) {
    return [
      { choice: 'ours', text: 'planning.difference.sendAgain', params: {} },
      { choice: 'theirs', text: 'planning.difference.cancelHere', params: {} },
      leave,
    ];
  }
  const pair = (keep: MessageKey, take: MessageKey, mine: string, other: string): Choice[] => [
    { choice: 'ours', text: keep, params: { value: mine } },
    { choice: 'theirs', text: take, params: { value: other } },
    leave,
  ];
  if (ours.isCancelled !== theirs.isCancelled) {
    return ours.isCancelled
      ? pair('planning.difference.stayCancelled', 'planning.difference.takesPlace', '', '')
      : pair('planning.difference.takesPlace', 'planning.difference.cancelHere', '', '');
  }
  const isSameStart = time(ours.startsAt) === time(theirs.startsAt);
  if (!isSameStart) {
    return pair(
      'planning.difference.keep',
      'planning.difference.takeValue',
      time(ours.startsAt),
      time(theirs.startsAt),
    );
  }
  if (ours.title !== theirs.title)
    return pair('planning.difference.keepTitle', 'planning.difference.takeTitle', '', '');
  if (ours.startsAt !== theirs.startsAt)
    return pair('planning.difference.keepDay', 'planning.difference.takeDay', '', '');
  if (ours.endsAt !== theirs.endsAt) {
    return pair('planning.difference.keepEnd', 'planning.difference.takeEnd', time(ours.endsAt), time(theirs.endsAt));
  }
  return pair('planning.difference.keepOurs', 'planning.difference.takeTheirs', '', '');
}
