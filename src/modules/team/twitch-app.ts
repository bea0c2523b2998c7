import type { InputOf, ReplyOf } from '../../contract/endpoint.ts';
import type { team } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import type { TwitchApp } from '../../twitch/oauth.ts';
import { refusalOf, type TeamContext } from './context.ts';
import { findOwner } from './member-store.ts';

export async function showTwitchApp(context: TeamContext): Promise<ReplyOf<typeof team.twitchApp>> {
  const { oauth, site, twitchApp } = context;
  return {
    redirectUri: site.redirectUri(),
    suggestedName: await suggestName(context),
    clientId: twitchApp.clientId,
    clientType: twitchApp.clientId === null ? null : oauth.clientType,
    isFixed: twitchApp.isFixed,
  };
}

/** Twitch is asked first: nothing is stored that cannot work. */
export async function saveTwitchApp(
  { log, twitchApp }: TeamContext,
  input: InputOf<typeof team.saveTwitchApp>,
  caller: Caller,
): Promise<ReplyOf<typeof team.saveTwitchApp>> {
  if (!caller.isOwner) throw new Refusal('team.only-owner');
  if (twitchApp.isFixed) throw new Refusal('team.twitch-app-fixed');
  const app = readApp(input);
  const checked = await twitchApp.check(app);
  if (!checked.ok) throw refusalOf(checked.error);
  const { continueUrl } = await twitchApp.save(app);
  log.info('twitch-app-saved', { by: caller.memberId, clientType: input.clientType });
  return { continueUrl };
}

/** A secret that was pasted for a public app is not kept: it has none. */
function readApp({ clientId, clientSecret, clientType }: InputOf<typeof team.saveTwitchApp>): TwitchApp {
  if (clientType === 'public') return { clientId, clientSecret: null };
  if (clientSecret === undefined) throw new Refusal('team.client-secret-missing');
  return { clientId, clientSecret };
}

/** The sandbox's people are everybody's: their names are taken on the real Twitch. */
async function suggestName({ db, site }: TeamContext): Promise<string> {
  const owner = await findOwner(db.read);
  const isKnown = owner !== undefined && owner.login !== '' && !site.isSandbox;
  return `liveXtrem-${isKnown ? owner.login : (owner?.id ?? '').slice(-6).toLowerCase()}`;
}
