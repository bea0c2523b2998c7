import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Site } from './site.ts';

function openSite(host: string, port: number, configured: readonly string[] = []): Site {
  const site = new Site(configured);
  site.open(host, port);
  return site;
}

describe('the names of a site', () => {
  it.each([
    ['localhost:8080', true],
    ['LocalHost:8080', true],
    ['127.0.0.1:8080', true],
    ['[::1]:8080', true],
    ['localhost', false],
    ['localhost:8081', false],
    ['localhost.evil.example:8080', false],
    ['127.0.0.1.evil.example:8080', false],
    ['evil.example', false],
    ['', false],
    [undefined, false],
  ])('on loopback: %s is ours: %s', (host, isOurs) => {
    expect(openSite('localhost', 8080).isOwnHost(host)).toBe(isOurs);
  });

  it('on port 80 come without a port', () => {
    expect(openSite('localhost', 80).isOwnHost('localhost')).toBe(true);
  });

  it('include the address listened on, or all of this machine', () => {
    expect(openSite('192.168.178.20', 8080).isOwnHost('192.168.178.20:8080')).toBe(true);
    const everywhere = openSite('0.0.0.0', 8080);
    for (const { address, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
      expect(everywhere.isOwnHost(`${family === 'IPv6' ? `[${address}]` : address}:8080`), address).toBe(true);
    }
    expect(everywhere.isOwnHost('evil.example:8080')).toBe(false);
  });

  it('include configured ones, with our port or with their own', () => {
    const site = openSite('0.0.0.0', 8080, ['PC.local', 'live.example.org:8443']);
    for (const host of ['pc.local', 'pc.local:8080', 'live.example.org:8443']) expect(site.isOwnHost(host)).toBe(true);
    for (const host of ['pc.local:1', 'live.example.org', 'live.example.org:8080']) {
      expect(site.isOwnHost(host), host).toBe(false);
    }
  });
});

describe('the origin of a request', () => {
  it.each([
    ['http://localhost:8080', 'localhost:8080', true],
    ['https://pc.local', 'pc.local', true],
    ['http://127.0.0.1:8080', 'localhost:8080', false],
    ['http://localhost:8081', 'localhost:8080', false],
    ['null', 'localhost:8080', false],
    ['', 'localhost:8080', false],
    ['http://', undefined, false],
  ])('%s to %s is our own: %s', (origin, host, isOwn) => {
    expect(openSite('localhost', 8080, ['pc.local']).isOwnOrigin(origin, host)).toBe(isOwn);
  });
});
