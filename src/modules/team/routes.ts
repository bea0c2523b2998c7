import { team } from '../../contract/team.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Routes, routes, type Visitor } from '../../platform/module.ts';
import { addMember } from './add-member.ts';
import { isOwned } from './become-owner.ts';
import { beginSignIn, connectChannel } from './begin-consent.ts';
import { changeRole } from './change-role.ts';
import type { TeamContext } from './context.ts';
import { listMembers } from './member-store.ts';
import { viewMember } from './member-view.ts';
import { removeMember } from './remove-member.ts';
import { saveSettings, showMe } from './show-me.ts';
import { boundToBrowser } from './sign-in-attempts.ts';
import { saveTwitchApp, showTwitchApp } from './twitch-app.ts';

export function teamRoutes(context: TeamContext): Routes {
  const { attempts, db, presence, sessions, site } = context;

  function showAttempt(attemptId: string, visitor: Visitor) {
    const found = attempts.find(attemptId, boundToBrowser(visitor.browserKey));
    if (!found) throw new Refusal('team.sign-in-expired');
    return { id: found.attempt.id, state: found.state, expiresAt: instantFromMs(found.attempt.expiresAt) };
  }

  return routes(team, {
    signInState: async () => ({
      isOwned: await isOwned(db.read),
      isSandbox: site.isSandbox,
      hasTwitchApp: site.hasTwitchApp,
    }),
    beginSignIn: (input, visitor) => beginSignIn(context, input, visitor),
    signInAttempt: async ({ attemptId }, visitor) => showAttempt(attemptId, visitor),
    cancelSignIn: async ({ attemptId }, visitor) => {
      attempts.cancel(attemptId, boundToBrowser(visitor.browserKey));
      return showAttempt(attemptId, visitor);
    },
    signOut: async (_input, caller) => {
      await sessions.end(caller.sessionKey);
      return {};
    },
    me: (_input, caller) => showMe(context, caller),
    saveSettings: (input, caller) => saveSettings(context, input, caller),
    members: async () => ({
      members: (await listMembers(db.read)).map((member) => viewMember(member, presence)),
    }),
    addMember: (input, caller) => addMember(context, input, caller),
    changeRole: (input, caller) => changeRole(context, input, caller),
    removeMember: (input, caller) => removeMember(context, input, caller),
    connectChannel: (input, caller) => connectChannel(context, input, caller),
    twitchApp: () => showTwitchApp(context),
    saveTwitchApp: (input, caller) => saveTwitchApp(context, input, caller),
  });
}
