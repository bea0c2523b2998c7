import type { LiveSettings } from '../../contract/live.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parseIrcLine } from '../../twitch/wire/irc.ts';
import type { ChatLine } from './chat-line.ts';
import type { LiveContext } from './context.ts';
import type { Span } from './line-gap-store.ts';
import { readChatLine } from './read-chat-line.ts';
import { askRecentMessages, type RecentLine, serviceAddress } from './recent-messages.ts';
import { readSettings, saveSettings } from './settings-store.ts';

/** What Twitch sent shortly before a line broke may have come over it or not: the log knows which. */
const EDGE_MS = 5_000;

/** What a service heard within a gap. */
export interface GapFilling {
  /** Oldest first. */
  readonly lines: readonly ChatLine[];
  /** As far back as the service remembers: of what lies before it knows nothing. `null` when it knows nothing at all. */
  readonly sinceMs: number | null;
}

/** Brings what was said while the chat line was away from a recent-messages service, where one is named. */
export interface GapFiller {
  isOn(): boolean;
  /** `null` when the service did not answer, or there is none. */
  fillingOf(gap: Span): Promise<GapFilling | null>;
  settings(): LiveSettings;
  change(settings: LiveSettings): Promise<LiveSettings>;
  /** Reads what was set; once, before the first line. */
  restore(): Promise<void>;
}

export function createGapFiller(context: Pick<LiveContext, 'db' | 'log' | 'channel'>): GapFiller {
  let settings: LiveSettings = { recentMessagesUrl: null };
  return {
    isOn: () => settings.recentMessagesUrl !== null,
    settings: () => settings,
    async restore() {
      settings = await readSettings(context.db.read);
    },
    async change({ recentMessagesUrl }) {
      const address = recentMessagesUrl?.trim() ? serviceAddress(recentMessagesUrl) : null;
      if (address === undefined) throw new Refusal('live.service-address');
      const next = { recentMessagesUrl: address };
      await context.db.transaction((db) => saveSettings(db, next));
      settings = next;
      return settings;
    },
    async fillingOf(gap) {
      const channel = context.channel();
      if (channel === null || settings.recentMessagesUrl === null) return null;
      const answer = await askRecentMessages(settings.recentMessagesUrl, channel.login);
      if (!answer.ok) {
        context.log.warn('recent-messages-failed', { reason: answer.error });
        return null;
      }
      const heard = answer.value
        .flatMap((line) => readRecent(line, channel.twitchId) ?? [])
        .filter((line) => line.channelId === channel.twitchId)
        .sort((a, b) => a.sentAtMs - b.sentAtMs);
      return { lines: heard.filter((line) => isOfGap(line, gap)), sinceMs: heard[0]?.sentAtMs ?? null };
    },
  };
}

function readRecent({ raw, receivedAtMs }: RecentLine, channelId: ChatLine['channelId']): ChatLine | undefined {
  const message = parseIrcLine(raw, receivedAtMs);
  // What Twitch sends to each connection by itself (NOTICE, ROOMSTATE) was the service's, not ours.
  switch (message?.command) {
    case 'PRIVMSG':
    case 'USERNOTICE':
    case 'CLEARCHAT':
    case 'CLEARMSG': {
      const line = readChatLine(message, channelId);
      return line && { ...line, isFilled: true };
    }
    default:
      return undefined;
  }
}

function isOfGap({ sentAtMs }: ChatLine, { fromMs, untilMs }: Span): boolean {
  return sentAtMs >= fromMs - EDGE_MS && sentAtMs <= untilMs;
}
