import { describe, expect, it } from 'vitest';
import { twitchAddresses } from './addresses.ts';

describe('addresses', () => {
  it('are Twitch’s own by default', () => {
    for (const address of Object.values(twitchAddresses()))
      expect(address).toMatch(/^(https|wss|ircs):\/\/[\w.-]+\.(tv|net)/);
  });

  it('all lie on this machine when a stand-in has a port', () => {
    const addresses = twitchAddresses({ mockApiPort: 4711 });
    expect(addresses).toEqual({
      oauth: 'http://localhost:4711/auth',
      authorize: 'http://localhost:4711/auth/authorize',
      helix: 'http://localhost:4711/mock',
      eventSubSubscriptions: 'http://localhost:4711/eventsub/subscriptions',
      eventSubSocket: 'ws://localhost:4711/ws',
      chat: 'ws://localhost:4711/irc',
      cdn: 'http://localhost:4711/cdn',
      cheermoteCdn: 'http://localhost:4711/cdn',
    });
  });

  it('of consent page and chat can be replaced by themselves', () => {
    const choices = { authorizeUrl: 'http://localhost:1/consent', chatUrl: 'irc://localhost:6667' };
    for (const mockApiPort of [undefined, 4711]) {
      expect(twitchAddresses({ mockApiPort, ...choices })).toMatchObject({
        authorize: choices.authorizeUrl,
        chat: choices.chatUrl,
      });
    }
  });
});
