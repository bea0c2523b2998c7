import { permissionsOf } from '../../contract/permissions.ts';
import type { PersonalSettings } from '../../contract/settings.ts';
import type { MeView } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { featuresFor, missingScopes, type TwitchFeature } from '../../twitch/scopes.ts';
import { type ConnectedChannel, findChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { type Member, provenTwitchId } from './member.ts';
import { findMember } from './member-store.ts';
import { viewMember } from './member-view.ts';
import { readSettings, writeSettings } from './settings-store.ts';

export async function showMe(context: TeamContext, caller: Caller): Promise<MeView> {
  const { db, presence, site } = context;
  const member = await findMember(db.read, caller.memberId);
  if (!member) throw new Refusal('http.no-session');
  const channel = await findChannel(db.read);
  return {
    member: viewMember(member, presence),
    permissions: [...permissionsOf(member.role)],
    settings: await readSettings(db.read, member.id),
    actingAs: await findActingAs(context, member, channel),
    channel: channel ?? null,
    isSandbox: site.isSandbox,
    hasTwitchApp: site.hasTwitchApp,
    version: site.version,
    csrfToken: caller.csrfToken,
  };
}

/** Changes what is named; what is left out stays. */
export async function saveSettings(
  { db }: TeamContext,
  changes: Partial<{ [K in keyof PersonalSettings]: PersonalSettings[K] | undefined }>,
  caller: Caller,
): Promise<PersonalSettings> {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return db.transaction(async (trx) => {
    const settings = { ...(await readSettings(trx, caller.memberId)), ...named } as PersonalSettings;
    await writeSettings(trx, caller.memberId, settings);
    return settings;
  });
}

async function findActingAs(
  { vault }: TeamContext,
  member: Member,
  channel: ConnectedChannel | undefined,
): Promise<MeView['actingAs']> {
  const twitchId = provenTwitchId(member);
  const account = twitchId && (await vault.account(twitchId));
  if (!account) return null;
  return {
    twitchId: account.userId,
    login: account.login,
    displayName: account.displayName,
    missingScopes: [...missingScopes(account.scopes, featuresOf(member, channel))],
    needsReconnect: account.state === 'reconnect',
  };
}

/** What this person's account is used for. */
function featuresOf(member: Member, channel: ConnectedChannel | undefined): readonly TwitchFeature[] {
  if (channel !== undefined && member.twitchId === channel.twitchId) return featuresFor('channel');
  const permissions = permissionsOf(member.role);
  return [
    ...(permissions.includes('live.send') ? (['chat'] as const) : []),
    ...(permissions.includes('moderation.act') ? (['moderation'] as const) : []),
  ];
}
