import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { type TwitchAddresses, twitchAddresses } from './addresses.ts';
import { createTwitchImages } from './images.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** A CDN that serves what a test asks of it by the name of the emote. */
async function startCdn(): Promise<{ addresses: TwitchAddresses; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (request.url?.includes('/missing/')) response.writeHead(404).end();
    else if (request.url?.includes('/page/')) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    else if (request.url?.includes('/huge/'))
      response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(2e6));
    else if (request.url?.includes('/drawn/'))
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>');
    else if (request.url?.includes('/elsewhere/')) response.writeHead(302, { location: 'http://localhost:1/' }).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUpLater(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { addresses: { ...twitchAddresses(), cdn: `http://127.0.0.1:${port}/cdn` }, requests };
}

async function setUp(acceptsSvg = false) {
  const { addresses, requests } = await startCdn();
  const clock = createTestClock();
  const folder = temporaryFolder();
  const open = () => createTwitchImages({ addresses, folder, clock, acceptsSvg });
  return { addresses, clock, folder, images: open(), open, requests };
}

describe('pictures', () => {
  it('are fetched once, however many ask, also after a restart', async () => {
    const { images, open, requests } = await setUp();
    const pictures = await Promise.all(Array.from({ length: 10 }, () => images.emote('25', 'dark')));
    for (const picture of pictures) expect(picture).toMatchObject({ ok: true, value: { contentType: 'image/png' } });
    expect((await images.emote('25', 'dark')).ok).toBe(true);
    const again = await open().emote('25', 'dark');
    expect(again.ok && Buffer.from(again.value.bytes).equals(PNG)).toBe(true);
    expect(requests).toEqual(['/cdn/emoticons/v2/25/default/dark/2.0']);
  });

  it('of cheer words come from a host of their own; from any other nothing is fetched', async () => {
    const { addresses, clock, folder, requests } = await setUp();
    const cheermoteCdn = addresses.cdn.replace('/cdn', '/cheer');
    const images = createTwitchImages({ addresses: { ...addresses, cheermoteCdn }, folder, clock, acceptsSvg: false });
    expect((await images.fromAddress(`${cheermoteCdn}/actions/2.gif`)).ok).toBe(true);
    expect((await images.fromAddress(addresses.cdn.replace('/cdn', '/other/2.gif'))).ok).toBe(false);
    expect((await images.fromAddress('http://localhost:1/cdn/2.gif')).ok).toBe(false);
    expect(requests).toEqual(['/cheer/actions/2.gif']);
  });

  it('that do not exist are not asked for again for a while', async () => {
    const { clock, images, requests } = await setUp();
    expect(await images.emote('missing', 'dark')).toMatchObject({ ok: false, error: { code: 'twitch.gone' } });
    await images.emote('missing', 'dark');
    expect(requests.length).toBe(1);
    clock.advance(11 * 60_000);
    await images.emote('missing', 'dark');
    expect(requests.length).toBe(2);
  });

  it('must be pictures of a sane size, from where we asked', async () => {
    const { folder, images } = await setUp();
    for (const name of ['page', 'huge', 'drawn', 'elsewhere'])
      expect((await images.emote(name, 'dark')).ok).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('may be drawings in the sandbox only', async () => {
    const { images } = await setUp(true);
    expect(await images.emote('drawn', 'dark')).toMatchObject({ ok: true, value: { contentType: 'image/svg+xml' } });
  });

  it('come from the CDN alone', async () => {
    const { addresses, images, requests } = await setUp();
    const host = new URL(addresses.cdn).host;
    for (const url of [
      `http://${host}/elsewhere.png`,
      'http://127.0.0.1:1/cdn/a.png',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      expect((await images.fromAddress(url)).ok).toBe(false);
    }
    for (const id of ['../../secret', 'a/b', '', 'x'.repeat(101)])
      expect((await images.emote(id, 'dark')).ok).toBe(false);
    expect(requests).toEqual([]);
    expect((await images.fromAddress(`${addresses.cdn}/badges/v1/vip/1/2`)).ok).toBe(true);
  });

  it('of the sandbox are served as the simulator draws them', async () => {
    const twitch = await startSimulatedTwitch();
    const emote = twitch.simulator.world.state.emotes[0];
    const images = createTwitchImages({
      addresses: twitch.addresses,
      folder: temporaryFolder(),
      clock: createTestClock(),
      acceptsSvg: true,
    });
    expect((await images.emote(emote?.id ?? '', 'light')).ok).toBe(true);
  });
});
