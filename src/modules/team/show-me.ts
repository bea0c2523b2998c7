import { permissionsOf } from '../../contract/permissions.ts';
import type { PersonalSettings } from '../../contract/settings.ts';
import type { MeView } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { missingScopes } from '../../twitch/scopes.ts';
import { featuresOfAccount, findHousehold, type Household } from './account-uses.ts';
import type { TeamContext } from './context.ts';
import { type Member, provenTwitchId } from './member.ts';
import { viewMember } from './member-view.ts';
import { readSettings, writeSettings } from './settings-store.ts';

export async function showMe(context: TeamContext, caller: Caller): Promise<MeView> {
  const { db, presence, site } = context;
  const household = await findHousehold(db.read);
  const member = household.members.find((each) => each.id === caller.memberId);
  if (!member) throw new Refusal('http.no-session');
  const permissions = permissionsOf(member.role);
  const mayWriteAsBot = permissions.includes('moderation.act') || permissions.includes('system.manage');
  return {
    member: viewMember(member, presence),
    permissions: [...permissions],
    settings: await readSettings(db.read, member.id),
    actingAs: await findActingAs(context, member, household),
    channel: nameOf(household.channel),
    bot: permissions.includes('live.send') && mayWriteAsBot ? nameOf(household.bot) : null,
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

async function findActingAs({ vault }: TeamContext, member: Member, household: Household): Promise<MeView['actingAs']> {
  const twitchId = provenTwitchId(member);
  const account = twitchId && (await vault.account(twitchId));
  if (!account) return null;
  return {
    twitchId: account.userId,
    login: account.login,
    displayName: account.displayName,
    missingScopes: [...missingScopes(account.scopes, featuresOfAccount(household, account.userId))],
    needsReconnect: account.state === 'reconnect',
  };
}

type Name = NonNullable<MeView['bot']>;

/** Without what else is known of it. */
function nameOf(account: Name | undefined): Name | null {
  return account ? { twitchId: account.twitchId, login: account.login, displayName: account.displayName } : null;
}
