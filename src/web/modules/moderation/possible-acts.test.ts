import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../../contract/permissions.ts';
import { blockedFor, impossibleOn, type Person } from './possible-acts.ts';

const channel = { twitchId: '1', login: 'streamerin', displayName: 'Streamerin' };
const acting = (change: object = {}) => ({
  twitchId: '2',
  login: 'mod_eins',
  displayName: 'Mod_Eins',
  missingScopes: [] as string[],
  needsReconnect: false,
  ...change,
});
const me = (change: object = {}) => ({ permissions: [...PERMISSIONS], actingAs: acting(), channel, ...change });
const person = (change: Partial<Person> = {}): Person => ({
  id: '9',
  login: 'gast',
  displayName: 'Gast',
  badges: [],
  ...change,
});

describe('whether the signed-in person can act', () => {
  it('is free with a grant that has the scopes', () => {
    expect(blockedFor('delete', me(), true)).toBeNull();
    expect(blockedFor('restrict', me(), true)).toBeNull();
  });

  it.each([
    ['moderation.why.role', false, me({ permissions: ['moderation.read'] }), true],
    ['moderation.why.offline', false, me(), false],
    ['moderation.why.noChannel', false, me({ channel: null }), true],
    ['moderation.why.noGrant', true, me({ actingAs: null }), true],
    ['moderation.why.reconnect', true, me({ actingAs: acting({ needsReconnect: true }) }), true],
    [
      'moderation.why.scope',
      true,
      me({ actingAs: acting({ missingScopes: ['moderator:manage:banned_users'] }) }),
      true,
    ],
  ] as const)('says %s, with a way to sign in: %s', (text, canSignIn, who, isOnline) => {
    expect(blockedFor('restrict', who, isOnline)).toEqual({ text, canSignIn });
  });

  it('looks only at the scope of the act', () => {
    const who = me({ actingAs: acting({ missingScopes: ['moderator:manage:banned_users'] }) });
    expect(blockedFor('delete', who, true)).toBeNull();
  });
});

describe('whom Twitch lets nobody act on', () => {
  const mod = person({ badges: ['moderator/1'] });
  const leadMod = person({ badges: ['lead_moderator/1'] });
  const own = person({ id: '2', login: 'mod_eins', badges: ['moderator/1'] });
  const streamer = person({ id: '1', login: 'streamerin', badges: ['broadcaster/1'] });

  it.each([
    ['delete', person(), null],
    ['restrict', person(), null],
    ['restrict', person({ badges: ['vip/1', 'subscriber/12'] }), null],
    ['delete', mod, 'moderation.why.modLine'],
    ['restrict', mod, 'moderation.why.isMod'],
    ['restrict', leadMod, 'moderation.why.isMod'],
    ['delete', own, null],
    ['restrict', own, 'moderation.why.isYou'],
    ['delete', streamer, 'moderation.why.channelLine'],
    ['restrict', streamer, 'moderation.why.isChannel'],
  ] as const)('%s %j: %s', (act, whom, why) => {
    expect(impossibleOn(act, whom, me())).toBe(why);
  });

  it('knows people by login where no id was seen', () => {
    expect(impossibleOn('restrict', person({ id: null, login: 'streamerin' }), me())).toBe('moderation.why.isChannel');
    expect(impossibleOn('restrict', person({ id: null, login: 'mod_eins' }), me())).toBe('moderation.why.isYou');
  });

  it('says that it is you before it says that it is the channel', () => {
    expect(impossibleOn('restrict', streamer, me({ actingAs: acting(channel) }))).toBe('moderation.why.isYou');
  });
});
