import type { TestApp } from '../../src/testing/start-test-app.ts';
import type { TestTwitch } from '../../src/testing/test-twitch.ts';
import type { KilledStore } from './killed-store.ts';

/** What lies on the disk afterwards, read by a connection of its own, and what Twitch itself knows. */
export interface Evidence {
  readonly exitCode: number | null;
  /** `ok`, or what is wrong with the database. */
  readonly integrity: string;
  /** Numbered lines that Twitch sent, with the moment it did. */
  readonly sentByTwitch: ReadonlyMap<number, number>;
  /** How often each numbered line is in the log. */
  readonly storedNumbers: ReadonlyMap<number, number>;
  /** Text of every stored line by its position. */
  readonly storedLines: ReadonlyMap<number, string>;
  /** How often each message id is in the log, and when Twitch sent it. */
  readonly storedMessages: ReadonlyMap<string, number>;
  readonly sentMessages: ReadonlyMap<string, number>;
  readonly gaps: readonly { readonly fromMs: number; readonly untilMs: number; readonly reason: string }[];
  /** Acts by id. */
  readonly actions: ReadonlyMap<string, { readonly login: string; readonly state: string }>;
  /** Logins that Twitch holds timed out by us. */
  readonly timedOut: ReadonlySet<string>;
  readonly members: readonly string[];
  readonly jobs: readonly { readonly id: string; readonly state: string; readonly finished_at: number | null }[];
}

interface Sources {
  readonly app: TestApp;
  readonly store: KilledStore;
  readonly twitch: TestTwitch;
  readonly exitCode: number | null;
  lineNumber(text: string): number | undefined;
}

const KIND_MESSAGE = 0;
const KIND_GAP = 8;

export async function readEvidence({ app, store, twitch, exitCode, lineNumber }: Sources): Promise<Evidence> {
  const [state, journal] = await Promise.all([twitch.state(), twitch.journal()]);
  const sentByTwitch = new Map<number, number>();
  const sentMessages = new Map<string, number>();
  for (const { wire, raw } of journal) {
    if (wire !== 'irc' || !/^\S+ \S+ PRIVMSG /.test(raw)) continue;
    const sentAtMs = Number(/[@;]tmi-sent-ts=(\d+)/.exec(raw)?.[1]);
    const id = /[@;]id=([^; ]+)/.exec(raw)?.[1];
    const number = lineNumber(raw.trimEnd());
    if (number !== undefined) sentByTwitch.set(number, sentAtMs);
    if (id !== undefined) sentMessages.set(id, sentAtMs);
  }

  const lines = await store.read<{
    seq: number;
    kind: number;
    sent_at: number;
    id: string | null;
    text: string;
    extra: string;
  }>(app, `SELECT seq, kind, sent_at, ${store.hex('message_id')} AS id, text, extra FROM live_chat_line ORDER BY seq`);
  const actions = await store.read<{ id: string; target_login: string; state: string }>(
    app,
    `SELECT id, target_login, state FROM moderation_action WHERE kind = 'timeout'`,
  );
  const members = await store.read<{ login: string }>(app, 'SELECT login FROM team_member');
  const messages = lines.filter(({ kind }) => kind === KIND_MESSAGE);
  return {
    exitCode,
    integrity: await store.check(app),
    sentByTwitch,
    storedNumbers: countBy(messages.flatMap(({ text }) => lineNumber(text) ?? [])),
    storedLines: new Map(lines.map(({ seq, text }) => [seq, text])),
    storedMessages: countBy(messages.flatMap(({ id }) => (id === null ? [] : [id]))),
    sentMessages: new Map([...sentMessages].map(([id, atMs]) => [id.replaceAll('-', ''), atMs])),
    gaps: lines
      .filter(({ kind }) => kind === KIND_GAP)
      .map(({ sent_at, extra }) => {
        const { gap } = JSON.parse(extra) as { gap: { untilMs: number; reason: string } };
        return { fromMs: sent_at, untilMs: gap.untilMs, reason: gap.reason };
      }),
    actions: new Map(actions.map(({ id, target_login, state }) => [id, { login: target_login, state }])),
    timedOut: new Set(state.bans.filter(({ reason }) => reason.startsWith('kill ')).map(({ login }) => login)),
    members: members.map(({ login }) => login),
    jobs: await store.read(app, 'SELECT id, state, finished_at FROM platform_job'),
  };
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
