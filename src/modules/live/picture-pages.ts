import type { Page, PageReply } from '../../platform/module.ts';
import type { TwitchBook } from './badge-book.ts';
import type { LiveContext, Picture } from './context.ts';

const DAY_SECONDS = 24 * 60 * 60;
const SAFE_PART = /^[\w-]{1,100}$/;

/** Twitch's pictures, served from here: the pages may load nothing from elsewhere. */
export function picturePages(context: Pick<LiveContext, 'pictures'>, book: TwitchBook): Page[] {
  return [
    {
      path: '/api/live/emotes/:id',
      access: 'live.read',
      async handle({ params }) {
        const id = params['id'] ?? '';
        return SAFE_PART.test(id) ? pageOf(await context.pictures.emote(id)) : undefined;
      },
    },
    {
      path: '/api/live/badges/:set/:version',
      access: 'live.read',
      async handle({ params }) {
        const key = `${params['set']}/${params['version']}`;
        const badge = (await book.badges()).find((known) => known.key === key);
        return badge && pageOf(await context.pictures.badge(badge.imageUrl));
      },
    },
  ];
}

function pageOf(picture: Picture | undefined): PageReply | undefined {
  // Only pictures: whatever else an address answers must not run in our origin.
  if (!picture || !/^image\/(?:png|gif|webp|jpeg|avif|svg\+xml)(?:;|$)/.test(picture.contentType)) return undefined;
  return { status: 200, contentType: picture.contentType, body: picture.body, cacheSeconds: DAY_SECONDS };
}
