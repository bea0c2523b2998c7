import { describe, expect, it } from 'vitest';
import { featuresFor, missingScopes, scopesFor, scopesOf } from './scopes.ts';

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
      'user:read:chat',
      'user:write:chat',
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
    ]);
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
    expect(missingScopes(['user:read:chat'], ['chat', 'moderation'])).toEqual([
      'user:write:chat',
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
    ]);
  });

  it('take a granted manage scope for the read scope of the same name', () => {
    expect(missingScopes(['moderator:manage:warnings'], ['mod-log'])).not.toContain('moderator:read:warnings');
  });
});
