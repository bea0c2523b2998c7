import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../kernel/id.ts';
import { ok } from '../kernel/result.ts';
import { createChannelLists } from './channel-lists.ts';
import type { Helix } from './helix.ts';

const CHANNEL = twitchUserId('71000001');

/** Twitch's API as far as a list needs it: its answers one after the other, the last one again and again. */
function listsOf(...answers: readonly unknown[]) {
  const asked: (string | undefined)[] = [];
  const helix: Helix = {
    asUser: () => Promise.reject(new Error('not asked')),
    async call(_userId, { query }) {
      asked.push(query?.['after'] as string | undefined);
      return ok(answers[Math.min(asked.length, answers.length) - 1]);
    },
  };
  return { lists: createChannelLists(helix), asked };
}

const person = (id: string) => ({ user_id: id, user_login: `u${id}`, user_name: `U${id}` });
const ban = (id: string) => ({ ...person(id), created_at: '2026-11-22T18:00:00Z', expires_at: '', reason: '' });

describe('a list of people', () => {
  it('is read page by page to its end', async () => {
    const { lists, asked } = listsOf(
      { data: [person('1')], pagination: { cursor: 'a' } },
      { data: [person('2')], pagination: {} },
    );
    expect(await lists.moderators(CHANNEL)).toMatchObject({
      ok: true,
      value: { isWhole: true, entries: [{ id: '1' }, { id: '2' }] },
    });
    expect(asked).toEqual([undefined, 'a']);
  });

  it.each([[{}], [undefined], [{ data: null }], [{ data: 'later' }]])(
    'is no empty list when Twitch’s answer has none: %j',
    async (body) => {
      const { lists } = listsOf(body);
      expect(await lists.bans(CHANNEL)).toMatchObject({ ok: false, error: { code: 'twitch.trouble' } });
    },
  );

  it('is not whole while it has an entry that cannot be read: nobody is missing from it', async () => {
    const { lists } = listsOf({ data: [ban('1'), { ...ban('2'), created_at: 'soon' }], pagination: {} });
    expect(await lists.bans(CHANNEL)).toMatchObject({ ok: true, value: { isWhole: false, entries: [{ id: '1' }] } });
  });

  it('is read to a bound, and says so', async () => {
    let page = 0;
    const helix: Helix = {
      asUser: () => Promise.reject(new Error('not asked')),
      call: async () => ok({ data: [ban(String(++page))], pagination: { cursor: `c${page}` } }),
    };
    expect(await createChannelLists(helix).bans(CHANNEL)).toMatchObject({ ok: true, value: { isWhole: false } });
    expect(page).toBeLessThanOrEqual(200);
  });

  it('has everybody once, also who moved to the next page while it was read', async () => {
    const { lists } = listsOf(
      { data: [ban('1'), ban('2')], pagination: { cursor: 'a' } },
      { data: [ban('2'), ban('3')], pagination: {} },
    );
    expect(await lists.bans(CHANNEL)).toMatchObject({
      value: { isWhole: true, entries: [{ id: '1' }, { id: '2' }, { id: '3' }] },
    });
  });

  it('says who of some is on it, a hundred at a time', async () => {
    const asked: unknown[] = [];
    const helix: Helix = {
      asUser: () => Promise.reject(new Error('not asked')),
      async call(_userId, { query }) {
        const ids = query?.['user_id'] as string[];
        asked.push(ids.length);
        return ok({ data: ids.filter((id) => Number(id) % 2 === 0).map(ban), pagination: {} });
      },
    };
    const ids = Array.from({ length: 150 }, (_, index) => String(index + 1));
    const reply = await createChannelLists(helix).bans(CHANNEL, ids);
    expect(asked).toEqual([100, 50]);
    expect(reply.ok && reply.value.entries).toHaveLength(75);
  });
});
