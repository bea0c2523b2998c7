import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { live } from '../contract/live.ts';
import { planning } from '../contract/planning.ts';
import { SANDBOX_APP, SANDBOX_STREAMER } from '../simulator/sandbox-app.ts';
import { STREAMER_ID } from '../simulator/world.ts';
import { shut, untilGone } from '../testing/fault-deeds.ts';
import { type FaultRig, openFaultRig, until } from '../testing/fault-rig.ts';

const NEW_MOD = 'mara_manager';
const FORMER_MOD = 'pixelpaul';
const NEW_VIP = 'fremder_gast';
const FORMER_VIP = 'late_vip';

let rig: FaultRig;
beforeAll(async () => {
  rig = await openFaultRig();
}, 60_000);
afterAll(() => rig.close(), 60_000);

let passedSeconds = 0;
/** As if so much time had gone by, here and at Twitch: its answers lag behind, so what is fresh is not compared yet. */
async function pass(minutes: number): Promise<void> {
  passedSeconds += minutes * 60;
  rig.setClock(passedSeconds * 1_000);
  await rig.twitch.control('clock', { offsetSeconds: passedSeconds });
}

/** Every line stands; that the plan differs from Twitch's schedule is what is found out. */
const untilBack = () =>
  until(
    'all lines connected and nothing wrong',
    async () => {
      const lines = Object.values(await rig.connections()).filter(({ state }) => state !== 'connected');
      return [...lines, ...(await rig.named()).filter((code) => code !== 'schedule.differs')];
    },
    (wrong) => wrong.length === 0,
  );

const role = (change: 'mod' | 'unmod' | 'vip' | 'unvip', login: string) =>
  rig.twitch.control('role', { change, login });
const state = () => rig.owner.call(live.state, {});

/** The streamer at Twitch's own schedule page. */
async function planOnTwitch(title: string): Promise<void> {
  const base = `http://localhost:${rig.twitch.httpPort}`;
  const app = { client_id: SANDBOX_APP.clientId, redirect_uri: 'http://localhost:1/callback' };
  const wish = new URLSearchParams({ ...app, response_type: 'code', scope: 'channel:manage:schedule', state: 'plan' });
  const back = await rig.twitch.consent(`${base}/auth/authorize?${wish}`, SANDBOX_STREAMER);
  const asked = new URLSearchParams({
    ...app,
    client_secret: SANDBOX_APP.clientSecret,
    code: back.searchParams.get('code') ?? '',
    grant_type: 'authorization_code',
  });
  const token = (await (await fetch(`${base}/auth/token`, { method: 'POST', body: asked })).json()) as {
    access_token: string;
  };
  const startsAt = new Date(Date.now() + passedSeconds * 1_000 + 3 * 24 * 60 * 60_000).toISOString();
  const answer = await fetch(`${base}/mock/schedule/segment?broadcaster_id=${STREAMER_ID}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token.access_token}`,
      'client-id': SANDBOX_APP.clientId,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ start_time: startsAt, timezone: 'Europe/Berlin', duration: '120', title }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const lateSince = (seq: number) =>
  rig
    .eventsAfter(seq)
    .filter(({ messageId }) => messageId.startsWith('late:'))
    .map(({ type }) => type)
    .sort();

/** The event line is gone while something happens; four minutes later it comes back. */
async function whileAway(happen: () => Promise<void>): Promise<void> {
  const door = shut(['events'], 'refuse');
  // Nothing is fresh any more.
  await pass(4);
  await untilBack();
  await door.strike(rig, undefined as never);
  await untilGone(rig, 'events');
  await happen();
  await pass(4);
  await door.mend?.(rig);
  await untilBack();
}

describe('what happened while the event line was away', () => {
  it('is found out: roles, title, category, the end of the stream and the schedule, each once', async () => {
    await role('mod', FORMER_MOD);
    await role('vip', FORMER_VIP);
    await rig.twitch.control('event', { kind: 'online' });
    await until('live', state, ({ isLive }) => isLive);
    const since = rig.lastEventSeq();
    await whileAway(async () => {
      await role('mod', NEW_MOD);
      await role('unmod', FORMER_MOD);
      await role('vip', NEW_VIP);
      await role('unvip', FORMER_VIP);
      await rig.twitch.control('event', { kind: 'title', title: 'changed unseen', categoryId: '509658' });
      await rig.twitch.control('event', { kind: 'offline' });
      await planOnTwitch('planned unseen');
    });
    const expected = [
      'channel.moderator.add',
      'channel.moderator.remove',
      'channel.update',
      'channel.vip.add',
      'channel.vip.remove',
      'stream.offline',
    ];
    await until(
      'all of it',
      () => lateSince(since),
      (types) => types.length >= expected.length,
    );
    expect(lateSince(since)).toEqual(expected);
    expect(await state()).toMatchObject({ isLive: false, title: 'changed unseen', category: 'Just Chatting' });
    const acts = (await rig.modLog()).map(({ kind, target }) => `${kind} ${target?.login}`);
    for (const act of [`mod ${NEW_MOD}`, `unmod ${FORMER_MOD}`, `vip ${NEW_VIP}`, `unvip ${FORMER_VIP}`]) {
      expect(acts.filter((one) => one === act)).toEqual([act]);
    }
    await until(
      'the schedule was read',
      () => rig.owner.call(planning.syncState, {}),
      ({ differences }) => differences.some(({ theirs }) => theirs?.title === 'planned unseen'),
    );
  }, 120_000);

  it('is found out: the beginning of a stream', async () => {
    const since = rig.lastEventSeq();
    await whileAway(async () => {
      await rig.twitch.control('event', { kind: 'online' });
    });
    await until('live', state, ({ isLive }) => isLive);
    await until(
      'seen late',
      () => lateSince(since),
      (types) => types.length > 0,
    );
    expect(lateSince(since)).toEqual(['stream.online']);
  }, 120_000);
});
