import { accounts } from '../../contract/accounts.ts';
import { team } from '../../contract/team.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Routes, routes, type Visitor } from '../../platform/module.ts';
import { addMember } from './add-member.ts';
import { boundToBrowser, boundToSession } from './attempts.ts';
import { isOwned } from './become-owner.ts';
import { beginConsent, beginDeviceConsent, beginDeviceSignIn, beginSignIn } from './begin-consent.ts';
import { changeRole } from './change-role.ts';
import type { TeamContext } from './context.ts';
import { listAccounts, listRights } from './list-accounts.ts';
import { confirmSignIn, endSignIn, listSignIns } from './list-sign-ins.ts';
import { listMembers } from './member-store.ts';
import { viewMember } from './member-view.ts';
import { removeAccount } from './remove-account.ts';
import { removeMember } from './remove-member.ts';
import { saveSettings, showMe } from './show-me.ts';
import { saveTwitchApp, showTwitchApp } from './twitch-app.ts';

export function teamRoutes(context: TeamContext): Routes {
  const { attempts, db, oauth, presence, sessions, site } = context;

  function showAttempt(attemptId: string, visitor: Visitor) {
    const found = attempts.find(attemptId, boundToBrowser(visitor.browserKey));
    if (!found) throw new Refusal('team.sign-in-expired');
    const { attempt, state } = found;
    const problem = found.problem && { code: found.problem.code, params: { ...found.problem.params } };
    return { id: attempt.id, state, expiresAt: instantFromMs(attempt.expiresAt), problem };
  }

  return routes(team, {
    signInState: async (_input, visitor) => ({
      isOwned: await isOwned(db.read),
      isSandbox: site.isSandbox,
      hasTwitchApp: site.hasTwitchApp,
      clientType: oauth.clientType,
      comesBack: oauth.clientType === 'confidential' && new URL(site.redirectUri()).origin === visitor.origin,
    }),
    beginSignIn: (input, visitor) => beginSignIn(context, input, visitor),
    beginDeviceSignIn: (input, visitor) => beginDeviceSignIn(context, input, visitor),
    signInAttempt: async ({ attemptId }, visitor) => showAttempt(attemptId, visitor),
    cancelSignIn: async ({ attemptId }, visitor) => {
      attempts.cancel(attemptId, boundToBrowser(visitor.browserKey));
      return showAttempt(attemptId, visitor);
    },
    signOut: async (_input, caller) => {
      attempts.cancelAllOf(boundToSession(caller.sessionKey));
      await sessions.end(caller.sessionKey);
      return {};
    },
    signIns: (_input, caller) => listSignIns(context, caller),
    endSignIn: ({ signInId }, caller) => endSignIn(context, signInId, caller),
    confirmSignIn: ({ signInId }, caller) => confirmSignIn(context, signInId, caller),
    me: (_input, caller) => showMe(context, caller),
    saveSettings: (input, caller) => saveSettings(context, input, caller),
    members: async () => ({
      members: (await listMembers(db.read)).map((member) => viewMember(member, presence)),
    }),
    addMember: (input, caller) => addMember(context, input, caller),
    changeRole: (input, caller) => changeRole(context, input, caller),
    removeMember: (input, caller) => removeMember(context, input, caller),
    twitchApp: () => showTwitchApp(context),
    saveTwitchApp: (input, caller) => saveTwitchApp(context, input, caller),
  });
}

export function accountRoutes(context: TeamContext): Routes {
  return routes(accounts, {
    list: (_input, caller) => listAccounts(context, caller),
    rights: () => listRights(context),
    begin: (input, caller) => beginConsent(context, input, caller),
    beginDevice: (input, caller) => beginDeviceConsent(context, input, caller),
    remove: (input, caller) => removeAccount(context, input, caller),
  });
}
