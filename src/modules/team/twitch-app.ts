import type { ReplyOf } from '../../contract/endpoint.ts';
import type { team } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import type { TwitchApp } from '../../twitch/oauth.ts';
import { refusalOf, type TeamContext } from './context.ts';

export async function showTwitchApp({ site, twitchApp }: TeamContext): Promise<ReplyOf<typeof team.twitchApp>> {
  return { redirectUri: site.redirectUri(), clientId: twitchApp.clientId, isFixed: twitchApp.isFixed };
}

/** Twitch is asked first: nothing is stored that cannot work. */
export async function saveTwitchApp(
  { log, twitchApp }: TeamContext,
  app: TwitchApp,
  caller: Caller,
): Promise<ReplyOf<typeof team.saveTwitchApp>> {
  if (!caller.isOwner) throw new Refusal('team.only-owner');
  if (twitchApp.isFixed) throw new Refusal('team.twitch-app-fixed');
  const checked = await twitchApp.check(app);
  if (!checked.ok) throw refusalOf(checked.error);
  const { continueUrl } = await twitchApp.save(app);
  log.info('twitch-app-saved', { by: caller.memberId });
  return { continueUrl };
}
