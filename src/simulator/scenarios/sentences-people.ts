import { channelOf, STREAMER_ID } from '../world.ts';
import { follow, goLive, goOffline, raid, setViewers, unfollow, updateChannel } from '../world-channel.ts';
import { sendLine } from '../world-chat.ts';
import { cheer, giftSubs, resubscribe, subscribe } from '../world-money.ts';
import { callOffRaid, leaveForRaid, orderRaid } from '../world-raids.ts';
import type { SubTier } from '../world-state.ts';
import { type Form, type Sentence, type Stage, sentence } from './sentence.ts';

const channelId = STREAMER_ID;

/** What viewers do, and what the streamer does as a streamer. */
export const PEOPLE_SENTENCES: readonly Form[] = [
  sentence('WHO: TEXT', (words) => (stage) => say(stage, words.text('WHO'), words.text('TEXT'))),
  sentence('WHO answers WHOM: TEXT', (words) => (stage) => {
    const replyTo = lastLineOf(stage, words.text('WHOM'));
    say(stage, words.text('WHO'), words.text('TEXT'), replyTo);
  }),
  sentence('N of the crowd write within M s: TEXT', (words) =>
    crowd(words.number('N'), words.number('M'), (stage) => {
      const userId = stage.random.chance(0.6) ? stage.casting.regular() : stage.casting.passerBy();
      if (userId !== undefined) write(stage, userId, oneOf(stage, words.text('TEXT')));
    }),
  ),
  sentence('N newcomers write within M s: TEXT', (words) =>
    crowd(words.number('N'), words.number('M'), (stage) => {
      const userId = stage.casting.newcomer();
      if (userId !== undefined) write(stage, userId, oneOf(stage, words.text('TEXT')));
    }),
  ),
  sentence('N of the crowd follow within M s', (words) =>
    crowd(words.number('N'), words.number('M'), ({ world, casting }) => {
      const userId = casting.nonFollower();
      if (userId !== undefined) follow(world, channelId, userId);
    }),
  ),
  sentence('N accounts called CROWD follow within M s', (words) =>
    crowd(words.number('N'), words.number('M'), (stage, index) =>
      follow(stage.world, channelId, stage.idOf(named(words.text('CROWD'), index))),
    ),
  ),
  sentence('N accounts called CROWD write within M s: TEXT', (words) =>
    crowd(words.number('N'), words.number('M'), (stage, index) =>
      say(stage, named(words.text('CROWD'), index), oneOf(stage, words.text('TEXT'))),
    ),
  ),
  sentence('WHO follows', (words) => (stage) => follow(stage.world, channelId, stage.idOf(words.text('WHO')))),
  sentence('WHO unfollows', (words) => (stage) => unfollow(stage.world, channelId, stage.idOf(words.text('WHO')))),
  sentence('WHO subscribes with TIER', (words) => (stage) => {
    subscribe(stage.world, { channelId, userId: stage.idOf(words.text('WHO')), ...plan(words.text('TIER')) });
  }),
  sentence('WHO resubscribes with TIER: TEXT', (words) => (stage) => {
    const userId = stage.idOf(words.text('WHO'));
    const text = words.text('TEXT');
    resubscribe(stage.world, { channelId, userId, ...plan(words.text('TIER')), text, showsStreak: true });
  }),
  sentence('WHO gives WHOM a sub of TIER', (words) => (stage) => {
    const recipientIds = [stage.idOf(words.text('WHOM'))];
    const gifterId = stage.idOf(words.text('WHO'));
    giftSubs(stage.world, { channelId, gifterId, tier: plan(words.text('TIER')).tier, recipientIds });
  }),
  sentence('WHO gives N subs of TIER', (words) => (stage) => {
    gift(stage, stage.idOf(words.text('WHO')), words.number('N'), plan(words.text('TIER')).tier);
  }),
  sentence('nobody knows who gives N subs of TIER', (words) => (stage) => {
    gift(stage, null, words.number('N'), plan(words.text('TIER')).tier);
  }),
  sentence('WHO cheers N bits: TEXT', (words) => (stage) => {
    const userId = stage.idOf(words.text('WHO'));
    cheer(stage.world, { channelId, userId, bits: words.number('N'), text: words.text('TEXT') });
  }),
  sentence('nobody knows who cheers N bits: TEXT', (words) => ({ world }) => {
    cheer(world, { channelId, userId: null, bits: words.number('N'), text: words.text('TEXT') });
  }),
  sentence('WHO raids us with N viewers', (words) => (stage) => {
    raid(stage.world, { fromId: stage.idOf(words.text('WHO')), toId: channelId, viewers: words.number('N') });
  }),
  sentence('we get ready to raid WHOM', (words) => (stage) => {
    orderRaid(stage.world, { channelId, moderatorId: channelId, toId: stage.idOf(words.text('WHOM')) });
  }),
  sentence(
    'we leave for the raid',
    () =>
      ({ world }) =>
        void leaveForRaid(world, channelId),
  ),
  sentence(
    'we call off the raid',
    () =>
      ({ world }) =>
        void callOffRaid(world, channelId, channelId),
  ),
  sentence('the stream begins with N viewers', (words) => ({ world }) => {
    if (channelOf(world, channelId).stream) setViewers(world, channelId, words.number('N'));
    else goLive(world, channelId, words.number('N'));
  }),
  sentence(
    'the stream ends',
    () =>
      ({ world }) =>
        goOffline(world, channelId),
  ),
  sentence(
    'N viewers watch',
    (words) =>
      ({ world }) =>
        setViewers(world, channelId, words.number('N')),
  ),
  sentence('the title becomes TEXT', (words) => ({ world }) => {
    updateChannel(world, channelId, { title: words.text('TEXT') });
  }),
];

function crowd(count: number, overSeconds: number, play: Sentence['play']): Sentence {
  return { count, overSeconds, play };
}

/** `{n}` counts from 1. */
export function named(pattern: string, index: number): string {
  return pattern.replace('{n}', String(index + 1));
}

/** Several texts stand behind each other: `hallo | moin | hi`. */
function oneOf({ random }: Stage, texts: string): string {
  return random.pick(texts.split('|').map((text) => text.trim()));
}

function say(stage: Stage, login: string, text: string, replyTo?: string): void {
  write(stage, stage.idOf(login), text, replyTo);
}

// Told to say something they say it, however quickly; only AutoMod and bans stand in the way.
function write({ world }: Stage, userId: string, text: string, replyTo?: string): void {
  if (channelOf(world, channelId).bans[userId]) return;
  sendLine(world, { channelId, userId, text, isUnlimited: true, ...(replyTo === undefined ? {} : { replyTo }) });
}

/** Id of the last line of a person that can still be answered or deleted. */
export function lastLineOf({ world, idOf }: Stage, login: string): string | undefined {
  const userId = idOf(login);
  return world.state.messages.findLast(
    (line) => line.channelId === channelId && line.userId === userId && line.deletedBy === null,
  )?.id;
}

function plan(tier: string): { tier: SubTier; isPrime: boolean } {
  if (tier === 'prime') return { tier: '1000', isPrime: true };
  return { tier: tier === 'tier 3' ? '3000' : tier === 'tier 2' ? '2000' : '1000', isPrime: false };
}

function gift({ world, casting }: Stage, gifterId: string | null, count: number, tier: SubTier): void {
  const recipientIds = new Set<string>();
  for (let tries = 0; recipientIds.size < count && tries < count * 20; tries += 1) {
    const userId = casting.nonSubscriber();
    if (userId !== undefined && userId !== gifterId) recipientIds.add(userId);
  }
  if (recipientIds.size > 0) giftSubs(world, { channelId, gifterId, tier, recipientIds: [...recipientIds] });
}
