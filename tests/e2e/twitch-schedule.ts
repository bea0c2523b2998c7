import { SANDBOX_APP } from '../../src/simulator/sandbox-app.ts';
import type { TestTwitch } from '../../src/testing/test-twitch.ts';

/** A showing as Twitch's schedule tells it. */
export interface Showing {
  readonly id: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly title: string;
  readonly canceled_until: string | null;
  readonly category: { readonly name: string } | null;
  readonly is_recurring: boolean;
}

/** The streamer at Twitch's own schedule page: what stands there, and what is done there without us. */
export interface ScheduleOnTwitch {
  /** The next showings, series spread out. */
  showings(title: string): Promise<Showing[]>;
  add(segment: { title: string; startsAt: string; minutes: number }): Promise<void>;
  change(id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
}

const BROADCASTER = '800711400';
const REDIRECT = 'http://localhost:1/callback';

export async function openSchedule({ httpPort, consent }: TestTwitch): Promise<ScheduleOnTwitch> {
  const base = `http://localhost:${httpPort}`;
  const app = { client_id: SANDBOX_APP.clientId, redirect_uri: REDIRECT };
  const wish = { ...app, response_type: 'code', scope: 'channel:manage:schedule', state: 'schedule' };
  const cameBack = await consent(`${base}/auth/authorize?${new URLSearchParams(wish)}`, 'derflaavius');
  const token = await fetch(`${base}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...app,
      client_secret: SANDBOX_APP.clientSecret,
      code: cameBack.searchParams.get('code') ?? '',
      grant_type: 'authorization_code',
    }),
  });
  const { access_token: accessToken } = (await token.json()) as { access_token: string };

  async function helix<Reply>(method: string, path: string, query: object, body?: object): Promise<Reply> {
    const address = `${base}/mock${path}?${new URLSearchParams({ broadcaster_id: BROADCASTER, ...query })}`;
    const response = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'client-id': SANDBOX_APP.clientId,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Reply;
  }

  interface Page {
    readonly data: { readonly segments: readonly Showing[] | null };
    readonly pagination: { readonly cursor?: string };
  }
  return {
    async showings(title) {
      const found: Showing[] = [];
      let after: string | undefined;
      // A few pages are some weeks.
      for (let page = 0; page < 4; page += 1) {
        const reply: Page = await helix('GET', '/schedule', { first: '25', ...(after && { after }) });
        found.push(...(reply.data.segments ?? []).filter((each) => each.title === title));
        after = reply.pagination.cursor;
        if (!after) break;
      }
      return found;
    },
    async add({ title, startsAt, minutes }) {
      const segment = { start_time: startsAt, timezone: 'Europe/Berlin', duration: String(minutes), title };
      await helix('POST', '/schedule/segment', {}, { ...segment, is_recurring: false });
    },
    async change(id, fields) {
      await helix('PATCH', '/schedule/segment', { id }, fields);
    },
  };
}
