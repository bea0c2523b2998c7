import { twitchUserId } from '../../kernel/id.ts';
import type { IngestRow } from './chat-ingest.ts';
import type { ChatLine, LineExtra, StoredLine } from './chat-line.ts';
import { FLAGS, KIND_CODES, kindOf, removedByOf } from './line-codes.ts';
import { packMessageId, unpackMessageId } from './message-id.ts';
import type { ChatLineRow } from './tables.ts';

/** A row of the log joined with who wrote it and where: what every page reads. */
export interface JoinedLineRow extends ChatLineRow {
  channel_twitch_id: string;
  twitch_id: string | null;
  login: string | null;
  display_name: string | null;
  color: string | null;
  badges: string | null;
  badge_info: string | null;
}

export function rowOfLine(
  seq: number,
  line: ChatLine,
  names: { readonly channel: number; readonly person: number | null; readonly look: number | null },
): IngestRow {
  return {
    seq,
    channel: names.channel,
    sent_at: line.sentAtMs,
    kind: KIND_CODES[line.kind],
    message_id: line.messageId === null ? null : packMessageId(line.messageId),
    person: names.person,
    look: names.look,
    text: line.text,
    emotes: packEmotes(line.emotes),
    extra: line.extra === null ? null : JSON.stringify(line.extra),
    flags:
      (line.isAction ? FLAGS.action : 0) |
      (line.isFirstMessage ? FLAGS.first : 0) |
      (line.isReturning ? FLAGS.returning : 0) |
      (line.isHighlighted ? FLAGS.highlighted : 0) |
      (line.hasLink ? FLAGS.link : 0) |
      (line.isFilled ? FLAGS.filled : 0),
    searchText: line.author !== null && line.text !== '' ? line.text : null,
  };
}

export function lineOfRow(row: JoinedLineRow): StoredLine {
  const extra = row.extra === null ? null : (JSON.parse(row.extra) as LineExtra);
  return {
    seq: row.seq,
    line: {
      channelId: twitchUserId(row.channel_twitch_id),
      kind: kindOf(row.kind),
      messageId: row.message_id === null ? null : unpackMessageId(row.message_id),
      sentAtMs: row.sent_at,
      author: authorOfRow(row, extra),
      text: row.text,
      emotes: unpackEmotes(row.emotes),
      isAction: (row.flags & FLAGS.action) !== 0,
      isFirstMessage: (row.flags & FLAGS.first) !== 0,
      isReturning: (row.flags & FLAGS.returning) !== 0,
      isHighlighted: (row.flags & FLAGS.highlighted) !== 0,
      hasLink: (row.flags & FLAGS.link) !== 0,
      isFilled: (row.flags & FLAGS.filled) !== 0,
      extra,
    },
    removed: row.removed_at === null ? null : { atMs: row.removed_at, by: removedByOf(row.removed_by ?? 0) },
  };
}

function authorOfRow(row: JoinedLineRow, extra: LineExtra | null): ChatLine['author'] {
  const look = {
    color: row.color || null,
    badges: splitList(row.badges),
    badgeInfo: splitList(row.badge_info),
  };
  if (row.twitch_id !== null) {
    const login = row.login ?? '';
    return { twitchId: twitchUserId(row.twitch_id), login, displayName: row.display_name ?? login, ...look };
  }
  return extra?.author ? { twitchId: null, ...extra.author, ...look } : null;
}

function splitList(text: string | null): string[] {
  return text ? text.split(',') : [];
}

/** `id:start-end` parts; an id of Twitch has neither comma nor colon nor dash at its end. */
function packEmotes(emotes: ChatLine['emotes']): string | null {
  if (emotes.length === 0) return null;
  return emotes.map(({ id, start, end }) => `${id}:${start}-${end}`).join(',');
}

function unpackEmotes(text: string | null): ChatLine['emotes'] {
  if (text === null) return [];
  return text.split(',').flatMap((part) => {
    const match = /^(.+):(\d+)-(\d+)$/.exec(part);
    return match ? [{ id: String(match[1]), start: Number(match[2]), end: Number(match[3]) }] : [];
  });
}
