import type { MeView } from '../../../contract/team.ts';
import type { MessageKey } from '../../../i18n/messages.ts';

/** Somebody of the chat, as far as a line, an act or the card knows. */
export interface Person {
  /** `null` where only the login was seen. */
  readonly id: string | null;
  readonly login: string;
  readonly displayName: string;
  readonly color?: string | null;
  readonly badges?: readonly string[];
}

export type Act = 'delete' | 'restrict';

const SCOPES: Readonly<Record<Act, string>> = {
  delete: 'moderator:manage:chat_messages',
  restrict: 'moderator:manage:banned_users',
};

/** Why the signed-in person cannot act at all right now, and whether signing in with Twitch mends it. */
export interface Blocked {
  readonly text: MessageKey;
  readonly canSignIn: boolean;
}

/** Acting happens under the person's own name on Twitch: without a grant with the scope it cannot. */
export function blockedFor(
  act: Act,
  me: Pick<MeView, 'permissions' | 'actingAs' | 'channel'>,
  isOnline: boolean,
): Blocked | null {
  if (!me.permissions.includes('moderation.act')) return { text: 'moderation.why.role', canSignIn: false };
  if (!isOnline) return { text: 'moderation.why.offline', canSignIn: false };
  if (me.channel === null) return { text: 'moderation.why.noChannel', canSignIn: false };
  if (me.actingAs === null) return { text: 'moderation.why.noGrant', canSignIn: true };
  if (me.actingAs.needsReconnect) return { text: 'moderation.why.reconnect', canSignIn: true };
  if (me.actingAs.missingScopes.includes(SCOPES[act])) return { text: 'moderation.why.scope', canSignIn: true };
  return null;
}

/** Why Twitch would refuse this act on this person; `null` when it may work. */
export function impossibleOn(act: Act, person: Person, me: Pick<MeView, 'actingAs' | 'channel'>): MessageKey | null {
  const isChannel = person.id !== null ? person.id === me.channel?.twitchId : person.login === me.channel?.login;
  const isMe = person.id !== null ? person.id === me.actingAs?.twitchId : person.login === me.actingAs?.login;
  if (act === 'delete') {
    if (isChannel) return 'moderation.why.channelLine';
    return isModerator(person) && !isMe ? 'moderation.why.modLine' : null;
  }
  if (isMe) return 'moderation.why.isYou';
  if (isChannel) return 'moderation.why.isChannel';
  return isModerator(person) ? 'moderation.why.isMod' : null;
}

export function isModerator(person: Pick<Person, 'badges'>): boolean {
  return person.badges?.some((badge) => /^(?:lead_)?moderator\//.test(badge)) ?? false;
}
