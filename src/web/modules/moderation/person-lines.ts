import type { ChatLineView } from '../../../contract/live.ts';
import type { ModActionView } from '../../../contract/moderation.ts';

export interface DayOfLines {
  readonly key: string;
  readonly at: string;
  /** Oldest first, as they were written. */
  readonly lines: readonly ChatLineView[];
}

/** Cuts lines (newest first, as asked for) into days: the newest day on top, each told from its morning on. */
export function byDay(lines: readonly ChatLineView[], dayKey: (at: string) => string): readonly DayOfLines[] {
  const days = new Map<string, ChatLineView[]>();
  for (const line of lines) {
    const key = dayKey(line.sentAt);
    const day = days.get(key);
    if (day) day.unshift(line);
    else days.set(key, [line]);
  }
  return [...days].map(([key, ofDay]) => ({ key, at: ofDay[0]?.sentAt ?? key, lines: ofDay }));
}

/** Twitch tells the removal over chat and the act over another line; they come this close together. */
const SAME_MS = 15_000;

/** The act that took a line down, when the log knows it. */
export function removedByAct(
  line: Pick<ChatLineView, 'messageId' | 'removed'>,
  actions: readonly ModActionView[],
): ModActionView | undefined {
  const { removed } = line;
  if (removed === null) return undefined;
  return actions.find(
    (action) =>
      action.state === 'done' &&
      action.kind === removed.by &&
      (removed.by === 'delete'
        ? action.message?.id === line.messageId
        : Math.abs(Date.parse(action.at) - Date.parse(removed.at)) < SAME_MS),
  );
}
