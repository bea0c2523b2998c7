import type { Page, PageReply } from '../../platform/module.ts';
import type { TwitchImages } from '../../twitch/images.ts';
import type { TwitchBook } from './badge-book.ts';
import type { LiveContext } from './context.ts';

const DAY_SECONDS = 24 * 60 * 60;
const SAFE_PART = /^[\w-]{1,100}$/;

/** Twitch's pictures, served from here: the pages may load nothing from elsewhere. */
export function picturePages(context: Pick<LiveContext, 'images'>, book: TwitchBook): Page[] {
  return [
    {
      path: '/api/live/emotes/:id',
      access: 'live.read',
      async handle({ params, query }) {
        const id = params['id'] ?? '';
        const theme = query['theme'] === 'light' ? 'light' : 'dark';
        return SAFE_PART.test(id) ? pageOf(await context.images.emote(id, theme)) : undefined;
      },
    },
    {
      path: '/api/live/badges/:set/:version',
      access: 'live.read',
      async handle({ params }) {
        const key = `${params['set']}/${params['version']}`;
        const badge = (await book.badges()).find((known) => known.key === key);
        return badge && pageOf(await context.images.fromAddress(badge.imageUrl));
      },
    },
    {
      path: '/api/live/cheermotes/:prefix/:minBits',
      access: 'live.read',
      async handle({ params, query }) {
        const cheermote = (await book.cheermotes()).find(({ prefix }) => prefix === params['prefix']);
        const tier = cheermote?.tiers.find(({ minBits }) => String(minBits) === params['minBits']);
        return (
          tier && pageOf(await context.images.fromAddress(tier.images[query['theme'] === 'light' ? 'light' : 'dark']))
        );
      },
    },
  ];
}

function pageOf(picture: Awaited<ReturnType<TwitchImages['emote']>>): PageReply | undefined {
  if (!picture.ok) return undefined;
  const { contentType, bytes } = picture.value;
  return { status: 200, contentType, body: bytes, cacheSeconds: DAY_SECONDS };
}
