import type { ServerNotice } from './wire/irc-message.ts';

/** Twitch lets one account into so many channels at once. */
const MOST_CHANNELS = 100;
/** And into so many within one window. */
const JOINS_PER_WINDOW = 20;

export interface RefusedChannel {
  readonly channel: string;
  /** `too-many`: beyond the hundred; `unanswered`: Twitch does not say why, as a rule there is no such channel. */
  readonly why: 'too-many' | 'unanswered' | 'suspended';
}

/** Which of the logins asked for can be joined: each once, no more than Twitch takes, the first ones first. */
export function chooseChannels(logins: readonly string[]): {
  readonly wanted: readonly string[];
  readonly refused: readonly RefusedChannel[];
} {
  const names = [...new Set(logins.map((login) => login.toLowerCase()).filter((login) => /^\w{1,40}$/.test(login)))];
  return {
    wanted: names.slice(0, MOST_CHANNELS),
    refused: names.slice(MOST_CHANNELS).map((channel) => ({ channel, why: 'too-many' })),
  };
}

/** Twitch counts joins over all connections of an account, so this outlives each of them. */
export interface JoinBudget {
  /** How many may be asked for now; they count as asked. */
  take(wanted: number): number;
  /** Until the next one may. */
  waitMs(): number;
}

export function createJoinBudget(nowMs: () => number, windowMs: number): JoinBudget {
  let askedAt: readonly number[] = [];
  const forget = (): void => {
    askedAt = askedAt.filter((atMs) => nowMs() - atMs < windowMs);
  };
  return {
    take(wanted) {
      forget();
      const taken = Math.min(wanted, JOINS_PER_WINDOW - askedAt.length);
      askedAt = [...askedAt, ...Array.from({ length: taken }, nowMs)];
      return taken;
    },
    waitMs() {
      forget();
      const [first] = askedAt;
      return first === undefined || askedAt.length < JOINS_PER_WINDOW ? 0 : first + windowMs - nowMs();
    },
  };
}

/** Told instead of a join, or in the middle of a stream: nobody gets in until Twitch lets the channel be again. */
export function isSuspension(notice: ServerNotice): boolean {
  return notice.channel !== null && (notice.msgId === 'msg_channel_suspended' || notice.msgId === 'tos_ban');
}

/** Told to the whole connection, before Twitch closes it. */
export function isRefusedLogin(notice: ServerNotice): boolean {
  return (
    notice.channel === null && /authentication failed|unsuccessful|improperly formatted|invalid nick/i.test(notice.text)
  );
}
