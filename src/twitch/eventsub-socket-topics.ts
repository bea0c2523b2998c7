import type { Result } from '../kernel/result.ts';
import type { Log } from '../platform/log.ts';
import { type TwitchFailure, type TwitchFailureCode, twitchFailure } from './failure.ts';
import type { EventSubRevocation } from './wire/eventsub-message.ts';

/** One kind of event of one channel. */
export interface EventTopic {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
}

export interface RefusedTopic {
  readonly topic: EventTopic;
  readonly failure: TwitchFailure;
}

export interface TopicOrders {
  /** Forgets the session before. */
  begin(topics: readonly EventTopic[]): void;
  /** Orders all for a session, topic by topic: what is refused never takes another with it. @returns how many stand. */
  orderAll(sessionId: string, isCurrent: () => boolean): Promise<number>;
  /** Orders again what failed for a reason that passes. */
  orderPassing(sessionId: string, isCurrent: () => boolean): Promise<void>;
  hasPassing(): boolean;
  revoke(revocation: EventSubRevocation): void;
  refused(): readonly RefusedTopic[];
  /** The reason of the first refused topic. */
  problem(): TwitchFailureCode | null;
}

/** Twitch closes a session that has nothing ordered after 10 s; a few at once keep far away from that. */
const AT_ONCE = 4;
const PASSING: ReadonlySet<TwitchFailureCode> = new Set(['twitch.unreachable', 'twitch.trouble', 'twitch.slow-down']);

const REVOKED: Readonly<Record<string, TwitchFailureCode>> = {
  authorization_revoked: 'twitch.no-grant',
  user_removed: 'twitch.gone',
  version_removed: 'twitch.gone',
  moderator_removed: 'moderation.not-a-moderator',
  chat_user_banned: 'live.may-not-chat',
};

export function createTopicOrders(
  create: (sessionId: string, topic: EventTopic) => Promise<Result<unknown, TwitchFailure>>,
  log: Log,
): TopicOrders {
  let topics: readonly EventTopic[] = [];
  const failures = new Map<EventTopic, TwitchFailure>();

  async function order(sessionId: string, topic: EventTopic, isCurrent: () => boolean): Promise<void> {
    const failure = await refusalOf(sessionId, topic);
    if (!isCurrent()) return;
    if (failure === undefined) {
      failures.delete(topic);
      return;
    }
    failures.set(topic, failure);
    log.warn('events-topic-refused', { topic: topic.type, code: failure.code, ...failure.params });
  }

  async function refusalOf(sessionId: string, topic: EventTopic): Promise<TwitchFailure | undefined> {
    try {
      const reply = await create(sessionId, topic);
      // 409: a try whose answer was lost had been taken.
      return reply.ok || reply.error.params['status'] === 409 ? undefined : reply.error;
    } catch (error) {
      log.error('events-topic-failed', { topic: topic.type, error });
      return twitchFailure('twitch.trouble');
    }
  }

  async function orderEach(wanted: readonly EventTopic[], sessionId: string, isCurrent: () => boolean): Promise<void> {
    const waiting = [...wanted];
    const work = async (): Promise<void> => {
      for (let topic = waiting.shift(); topic && isCurrent(); topic = waiting.shift()) {
        await order(sessionId, topic, isCurrent);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  return {
    begin(wanted) {
      topics = wanted;
      failures.clear();
    },
    async orderAll(sessionId, isCurrent) {
      await orderEach(topics, sessionId, isCurrent);
      return topics.length - failures.size;
    },
    async orderPassing(sessionId, isCurrent) {
      const passing = topics.filter((topic) => PASSING.has(failures.get(topic)?.code ?? 'twitch.gone'));
      await orderEach(passing, sessionId, isCurrent);
    },
    hasPassing: () => [...failures.values()].some((failure) => PASSING.has(failure.code)),
    revoke({ subscriptionType, condition, reason }) {
      const topic = topics.find((one) => one.type === subscriptionType && isSameCondition(one.condition, condition));
      if (topic) failures.set(topic, twitchFailure(REVOKED[reason] ?? 'twitch.gone', { reason }));
    },
    refused: () =>
      topics.flatMap((topic) => {
        const failure = failures.get(topic);
        return failure ? [{ topic, failure }] : [];
      }),
    problem: () => failures.values().next().value?.code ?? null,
  };
}

/** Twitch adds the empty ones that a topic leaves out. */
function isSameCondition(ours: EventTopic['condition'], theirs: EventTopic['condition']): boolean {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...names].every((name) => (ours[name] ?? '') === (theirs[name] ?? ''));
}
