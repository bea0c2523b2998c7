import type { ModActionView } from '../../contract/moderation.ts';
import type { Id, TwitchUserId } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { ActionRow } from './tables.ts';

export type ActionKind = ModActionView['kind'];
export type ActionState = ModActionView['state'];

/** A person as the log keeps them: names as they were. */
export interface Somebody {
  readonly id: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
}

/** An act before it has a place in the log. */
export interface Action {
  readonly id: Id<'act'>;
  readonly kind: ActionKind;
  readonly atMs: number;
  readonly channelId: TwitchUserId;
  readonly target: Somebody | null;
  readonly by: Somebody | null;
  readonly reason: string | null;
  readonly seconds: number | null;
  readonly untilMs: number | null;
  readonly message: { readonly id: string; readonly text: string; readonly seq: number | null } | null;
  readonly state: ActionState;
  readonly refusal: string | null;
  readonly source: 'here' | 'twitch';
  readonly details: Readonly<Record<string, string>>;
}

/** A timeout or ban that still holds can be taken back. */
export function canUndo(row: ActionRow, nowMs: number): boolean {
  if (row.state !== 'done' || row.undone_by !== null) return false;
  return row.kind === 'ban' || (row.kind === 'timeout' && row.until !== null && row.until > nowMs);
}

export function viewOfAction(row: ActionRow, nowMs: number): ModActionView {
  return {
    seq: row.seq,
    id: row.id,
    kind: row.kind as ActionKind,
    at: instantFromMs(row.at),
    target: somebody(row.target_id, row.target_login, row.target_name),
    by: somebody(row.by_id, row.by_login, row.by_name),
    reason: row.reason,
    seconds: row.seconds,
    until: row.until === null ? null : instantFromMs(row.until),
    message:
      row.message_id === null ? null : { id: row.message_id, text: row.message_text ?? '', seq: row.message_seq },
    state: row.state as ActionState,
    refusal: row.refusal,
    source: row.source as 'here' | 'twitch',
    undoneBy: row.undone_by,
    canUndo: canUndo(row, nowMs),
    details: JSON.parse(row.details) as Record<string, string>,
  };
}

function somebody(id: string | null, login: string | null, name: string | null): ModActionView['target'] {
  return login === null ? null : { id, login, displayName: name ?? login };
}
