import type { TwitchCheermote } from '../../twitch/channel.ts';
import type { LiveContext } from './context.ts';

interface Badge {
  readonly key: string;
  readonly title: string;
  readonly imageUrl: string;
}

const KEPT_MS = 60 * 60_000;
const RETRY_MS = 30_000;

/** Titles and pictures of badges, the emotes to pick from, and words that cheer; asked from Twitch once an hour. */
export interface TwitchBook {
  badges(): Promise<readonly Badge[]>;
  emotes(): Promise<readonly { readonly id: string; readonly name: string; readonly isChannel: boolean }[]>;
  cheermotes(): Promise<readonly TwitchCheermote[]>;
}

export function createTwitchBook(context: Pick<LiveContext, 'reads' | 'channel' | 'clock'>): TwitchBook {
  const badges = keepFor(context, async (as) => {
    const [everywhere, here] = await Promise.all([context.reads.globalBadges(as), context.reads.channelBadges(as, as)]);
    // The channel's own pictures of a badge replace the global ones.
    const found = new Map<string, Badge>();
    for (const reply of [everywhere, here]) {
      for (const { setId, version, title, imageUrl } of reply.ok ? reply.value : []) {
        found.set(`${setId}/${version}`, { key: `${setId}/${version}`, title, imageUrl });
      }
    }
    return { value: [...found.values()], isWhole: everywhere.ok && here.ok };
  });
  const emotes = keepFor(context, async (as) => {
    const [here, everywhere] = await Promise.all([context.reads.channelEmotes(as, as), context.reads.globalEmotes(as)]);
    const value = [
      ...(here.ok ? here.value : []).map(({ id, name }) => ({ id, name, isChannel: true })),
      ...(everywhere.ok ? everywhere.value : []).map(({ id, name }) => ({ id, name, isChannel: false })),
    ];
    return { value, isWhole: here.ok && everywhere.ok };
  });
  const cheermotes = keepFor(context, async (as) => {
    const reply = await context.reads.cheermotes(as, as);
    return { value: reply.ok ? reply.value : [], isWhole: reply.ok };
  });
  return { badges, emotes, cheermotes };
}

type ChannelId = NonNullable<ReturnType<LiveContext['channel']>>['twitchId'];

/** One question for many askers; an answer with holes is asked for again soon. */
function keepFor<Item>(
  context: Pick<LiveContext, 'channel' | 'clock'>,
  ask: (as: ChannelId) => Promise<{ readonly value: readonly Item[]; readonly isWhole: boolean }>,
): () => Promise<readonly Item[]> {
  let kept: { readonly channelId: string; readonly answer: Promise<readonly Item[]>; untilMs: number } | undefined;
  return () => {
    const channelId = context.channel()?.twitchId;
    if (channelId === undefined) return Promise.resolve([]);
    const nowMs = context.clock.nowMs();
    if (kept && kept.channelId === channelId && nowMs < kept.untilMs) return kept.answer;
    const asked = ask(channelId);
    const entry = { channelId, answer: asked.then(({ value }) => value), untilMs: nowMs + KEPT_MS };
    kept = entry;
    asked.then(
      ({ isWhole }) => {
        if (!isWhole) entry.untilMs = nowMs + RETRY_MS;
      },
      () => {
        if (kept === entry) kept = undefined;
      },
    );
    return entry.answer;
  };
}
