import type { Result } from '../kernel/result.ts';
import type { Log } from '../platform/log.ts';
import { type TwitchFailure, type TwitchFailureCode, twitchFailure } from './failure.ts';
import type { StandingOrder } from './helix-event-subscriptions.ts';
import type { EventSubRevocation } from './wire/eventsub-message.ts';

/** One kind of event of one channel. */
export interface EventTopic {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  /** All that the account must have granted; without them nobody needs to ask Twitch. */
  readonly scopes: readonly string[];
}

export interface RefusedTopic {
  readonly topic: EventTopic;
  readonly failure: TwitchFailure;
}

export interface TopicOrders {
  /** For a new session: nothing stands. */
  begin(topics: readonly EventTopic[]): void;
  /** The same session is to be told of other topics. @returns ids of orders that nobody wants any more. */
  change(topics: readonly EventTopic[]): readonly string[];
  /** Orders whatever does not stand yet, topic by topic: what is refused never takes another with it. */
  orderMissing(sessionId: string, isCurrent: () => boolean): Promise<void>;
  /** Orders again what failed for a reason that passes. */
  orderPassing(sessionId: string, isCurrent: () => boolean): Promise<void>;
  /** What failed so, and is worth another try soon, or only much later. */
  passing(): 'soon' | 'later' | null;
  /** Nothing stands, and no try without another grant will change that. */
  areAllRefused(): boolean;
  revoke(revocation: EventSubRevocation): void;
  refused(): readonly RefusedTopic[];
  standing(): number;
  cost(): Pick<StandingOrder, 'totalCost' | 'maxCost'>;
  /** The reason of the first refused topic. */
  problem(): TwitchFailureCode | null;
}

/** Twitch closes a session that has nothing ordered after 10 s; a few at once keep far away from that. */
const AT_ONCE = 4;
/** So often in vain, and it is asked for again only as rarely as what is crowded out. */
const TRIES_SOON = 4;
const PASSING: ReadonlySet<TwitchFailureCode> = new Set(['twitch.unreachable', 'twitch.trouble', 'twitch.slow-down']);

/** Twitch's no to what the account may: it stays one until somebody changes that. */
const FINAL: ReadonlySet<TwitchFailureCode> = new Set([
  'twitch.missing-scope',
  'twitch.rejected-input',
  'twitch.gone',
  'moderation.not-a-moderator',
  'live.may-not-chat',
]);

const REVOKED: Readonly<Record<string, TwitchFailureCode>> = {
  authorization_revoked: 'twitch.no-grant',
  user_removed: 'twitch.gone',
  version_removed: 'twitch.gone',
  moderator_removed: 'moderation.not-a-moderator',
  chat_user_banned: 'live.may-not-chat',
};

export function createTopicOrders(
  create: (sessionId: string, topic: EventTopic) => Promise<Result<StandingOrder, TwitchFailure>>,
  log: Log,
): TopicOrders {
  let topics = new Map<string, EventTopic>();
  const failures = new Map<string, TwitchFailure>();
  const standing = new Map<string, StandingOrder>();
  let cost: Pick<StandingOrder, 'totalCost' | 'maxCost'> = { totalCost: null, maxCost: null };
  let triesInVain = 0;

  async function order(sessionId: string, topic: EventTopic, isCurrent: () => boolean): Promise<void> {
    const reply = await ask(sessionId, topic);
    const key = keyOf(topic);
    // Given up meanwhile, with the session or for itself.
    if (!isCurrent() || !topics.has(key)) return;
    if (reply.ok) {
      failures.delete(key);
      standing.set(key, reply.value);
      const { totalCost, maxCost } = reply.value;
      if (totalCost !== null) cost = { totalCost, maxCost };
      return;
    }
    failures.set(key, reply.error);
    log.warn('events-topic-refused', { topic: topic.type, code: reply.error.code, ...reply.error.params });
  }

  async function ask(sessionId: string, topic: EventTopic): Promise<Result<StandingOrder, TwitchFailure>> {
    try {
      return await create(sessionId, topic);
    } catch (error) {
      log.error('events-topic-failed', { topic: topic.type, error });
      return { ok: false, error: twitchFailure('twitch.trouble') };
    }
  }

  async function orderEach(keys: readonly string[], sessionId: string, isCurrent: () => boolean): Promise<void> {
    const waiting = keys.flatMap((key) => topics.get(key) ?? []);
    const work = async (): Promise<void> => {
      for (let topic = waiting.shift(); topic && isCurrent(); topic = waiting.shift()) {
        await order(sessionId, topic, isCurrent);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  const isPassing = (key: string): boolean => PASSING.has(failures.get(key)?.code ?? 'twitch.gone');
  const isCrowded = (key: string): boolean => failures.get(key)?.code === 'twitch.too-many-connections';

  return {
    begin(wanted) {
      topics = new Map(wanted.map((topic) => [keyOf(topic), topic]));
      failures.clear();
      standing.clear();
      triesInVain = 0;
    },
    change(wanted) {
      topics = new Map(wanted.map((topic) => [keyOf(topic), topic]));
      triesInVain = 0;
      for (const key of failures.keys()) if (!topics.has(key)) failures.delete(key);
      const gone = [...standing].filter(([key]) => !topics.has(key));
      for (const [key] of gone) standing.delete(key);
      return gone.flatMap(([, { id }]) => id ?? []);
    },
    orderMissing: (sessionId, isCurrent) =>
      orderEach(
        [...topics.keys()].filter((key) => !standing.has(key)),
        sessionId,
        isCurrent,
      ),
    async orderPassing(sessionId, isCurrent) {
      const before = standing.size;
      await orderEach(
        [...topics.keys()].filter((key) => isPassing(key) || isCrowded(key)),
        sessionId,
        isCurrent,
      );
      triesInVain = standing.size > before ? 0 : triesInVain + 1;
    },
    passing() {
      const keys = [...failures.keys()];
      if (!keys.some((key) => isPassing(key) || isCrowded(key))) return null;
      return keys.some(isPassing) && triesInVain < TRIES_SOON ? 'soon' : 'later';
    },
    areAllRefused: () => standing.size === 0 && [...failures.values()].every(({ code }) => FINAL.has(code)),
    revoke({ subscriptionType, condition, reason }) {
      for (const [key, topic] of topics) {
        if (topic.type !== subscriptionType || !isSameCondition(topic.condition, condition)) continue;
        standing.delete(key);
        failures.set(key, twitchFailure(REVOKED[reason] ?? 'twitch.gone', { reason }));
      }
    },
    refused: () =>
      [...topics].flatMap(([key, topic]) => {
        const failure = failures.get(key);
        return failure ? [{ topic, failure }] : [];
      }),
    standing: () => standing.size,
    cost: () => cost,
    problem: () => failures.values().next().value?.code ?? null,
  };
}

function keyOf({ type, version, condition }: EventTopic): string {
  return `${type} ${version} ${JSON.stringify(condition)}`;
}

/** Twitch adds the empty ones that a topic leaves out. */
function isSameCondition(ours: EventTopic['condition'], theirs: EventTopic['condition']): boolean {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...names].every((name) => (ours[name] ?? '') === (theirs[name] ?? ''));
}
