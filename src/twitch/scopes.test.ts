import { describe, expect, it } from 'vitest';
import {
  CHANNEL_RIGHTS,
  featuresFor,
  featuresOfRight,
  featuresOfRights,
  missingScopes,
  scopesFor,
  scopesOf,
  scopesOfRights,
  TWITCH_FEATURES,
} from './scopes.ts';

/** Every scope Twitch asks for `channel.moderate` v2: one missing and the subscription is refused. */
const MODERATE_GROUPS = [
  'blocked_terms',
  'chat_settings',
  'unban_requests',
  'banned_users',
  'chat_messages',
  'warnings',
  'moderators',
  'vips',
];

describe('scopes', () => {
  it('ask a moderator only for what she does here', () => {
    expect(scopesFor('sign-in')).toEqual([
      'user:write:chat',
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
    ]);
  });

  it('ask a bot only for writing', () => {
    expect(scopesFor('bot')).toEqual(['user:write:chat']);
  });

  it('ask the channel for all of that and more, each once', () => {
    const channel = scopesFor('channel');
    expect(channel).toEqual(expect.arrayContaining([...scopesFor('sign-in'), 'chat:read', 'moderation:read']));
    expect(new Set(channel).size).toBe(channel.length);
  });

  it('cover all eight groups of everybody’s acts of moderation', () => {
    for (const group of MODERATE_GROUPS) {
      expect(scopesOf('mod-log').some((scope) => scope.endsWith(`:${group}`))).toBe(true);
    }
  });

  it('miss nothing when all was granted, and name what was not', () => {
    expect(missingScopes(scopesFor('channel'), featuresFor('channel'))).toEqual([]);
    expect(missingScopes(['user:read:chat'], ['chat', 'acting'])).toEqual([
      'user:write:chat',
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
    ]);
  });

  it('take a granted manage scope for the read scope of the same name', () => {
    expect(missingScopes(['moderator:manage:warnings'], ['mod-log'])).not.toContain('moderator:read:warnings');
  });
});

describe('rights', () => {
  it('share out every feature, each to one of them', () => {
    const features = CHANNEL_RIGHTS.flatMap(featuresOfRight);
    expect([...features].sort()).toEqual([...TWITCH_FEATURES].sort());
    expect(new Set(features).size).toBe(features.length);
  });

  it.each([
    ['chat', ['user:write:chat', 'chat:read', 'user:read:chat', 'moderator:read:followers']],
    ['planning', ['channel:manage:schedule']],
    ['revenue', ['channel:read:subscriptions', 'bits:read', 'channel:read:hype_train', 'channel:read:redemptions']],
  ] as const)('%s stands for its scopes and no others', (right, scopes) => {
    expect(
      featuresOfRight(right)
        .flatMap(scopesOf)
        .filter((scope, at, all) => all.indexOf(scope) === at),
    ).toEqual(scopes);
  });

  it('always have the chat among them', () => {
    expect(featuresOfRights([])).toEqual(featuresOfRight('chat'));
    expect(scopesOfRights(['planning'])).toEqual([...scopesOfRights([]), 'channel:manage:schedule']);
  });

  it('together ask for everything the channel is used for', () => {
    expect([...scopesOfRights(CHANNEL_RIGHTS)].sort()).toEqual([...scopesFor('channel')].sort());
  });
});
