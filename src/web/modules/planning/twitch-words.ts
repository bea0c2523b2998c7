import type { PlannedStream } from '../../../contract/planning.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { changesOf, type PlanDraft } from './plan-draft.ts';
import type { Scope } from './scope-choice.tsx';

type Word = Extract<MessageKey, `planning.willSend.${string}`>;

interface Saving {
  readonly draft: PlanDraft;
  /** As the form was opened for a stream that is already in the plan. */
  readonly before: PlanDraft | null;
  readonly stream: PlannedStream | null;
  readonly scope: Scope;
}

const ON_TWITCH = ['title', 'category', 'local', 'zone', 'durationMinutes', 'repeat'] as const;

/** What saving will do on Twitch, in words; what Twitch cannot do is said before it is tried. */
export function twitchWords({ draft, before, stream, scope }: Saving): Word[] {
  if (!before?.isPublished || !stream) {
    if (!draft.isPublished) return ['planning.willSend.nothingShown'];
    return newOnTwitch(draft.repeat);
  }
  if (!draft.isPublished) return ['planning.willSend.remove'];
  const changes = changesOf(draft, before);
  const changed = ON_TWITCH.filter((name) => name in changes);
  if (changed.length === 0) return ['planning.willSend.nothing'];
  if ('repeat' in changes) return ['planning.willSend.replace', ...newOnTwitch(draft.repeat)];
  const isTime = changed.some((name) => name === 'local' || name === 'zone' || name === 'durationMinutes');
  const isWeeklyDate = stream.repeat?.everyWeeks === 1 && scope === 'this' && !stream.isMoved;
  if (isWeeklyDate) return isTime ? ['planning.willSend.moveDate'] : ['planning.willSend.onlySeries'];
  if (stream.repeat?.everyWeeks === 1 && isTime) return ['planning.willSend.replace', 'planning.willSend.weekly'];
  return ['planning.willSend.change'];
}

function newOnTwitch(repeat: PlanDraft['repeat']): Word[] {
  if (repeat === null) return ['planning.willSend.single', 'planning.willSend.affiliate'];
  if (repeat.everyWeeks === 1) return ['planning.willSend.weekly'];
  return ['planning.willSend.odd', 'planning.willSend.affiliate'];
}
