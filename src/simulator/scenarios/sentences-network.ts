import { faultsOf } from '../faults.ts';
import { LINES, type Line, type NetMode } from '../net.ts';
import { findApp, newSecret } from '../oauth-apps.ts';
import { endGrants, expireTokens } from '../oauth-tokens.ts';
import { setRecentMessagesDown } from '../recent-messages.ts';
import { SANDBOX_APP } from '../sandbox-app.ts';
import type { World } from '../world.ts';
import { type Form, type Stage, sentence, type Words } from './sentence.ts';

/** What goes wrong between the channel and Twitch. Times are shortened when a story runs faster. */
export const NETWORK_SENTENCES: readonly Form[] = [
  sentence('LINE REFUSE everybody', (words) => (stage) => set(stage, words, 'refuse')),
  sentence('LINE REFUSE everybody for N s', (words) => (stage) => set(stage, words, 'refuse', words.number('N'))),
  sentence('LINE HANG', (words) => (stage) => set(stage, words, 'hang')),
  sentence('LINE HANG for N s', (words) => (stage) => set(stage, words, 'hang', words.number('N'))),
  sentence('LINE FALL silent', (words) => (stage) => set(stage, words, 'silent')),
  sentence('LINE BE cut', (words) => (stage) => set(stage, words, 'drop')),
  sentence('LINE BE well again', (words) => (stage) => set(stage, words, 'ok')),
  sentence(
    'chat asks to reconnect',
    () =>
      ({ irc }) =>
        irc.askToReconnect(),
  ),
  sentence(
    'events ask to reconnect',
    () =>
      ({ eventSub }) =>
        eventSub.askToReconnect(),
  ),
  sentence('calls fail with N for M s', (words) => (stage) => fail(stage, HELIX_PATHS, words)),
  sentence('sign-in fails with N for M s', (words) => (stage) => fail(stage, SIGN_IN_PATHS, words)),
  sentence('calls are limited for N s', (words) => (stage) => {
    const seconds = words.number('N') / stage.speed;
    const resetInSeconds = Math.max(1, Math.ceil(seconds));
    for (const path of HELIX_PATHS) faultsOf(stage.world).failNext({ path, status: 429, seconds, resetInSeconds });
  }),
  sentence('calls and sign-in answer again', () => ({ world }) => {
    for (const path of [...HELIX_PATHS, ...SIGN_IN_PATHS]) faultsOf(world).forget(path);
  }),
  sentence('chat comes N s late', (words) => ({ net, speed }) => {
    net.delivery.irc.lateMs = (words.number('N') * 1000) / speed;
  }),
  sentence('events come N s late', (words) => ({ net, speed }) => {
    net.delivery.eventsub.lateMs = (words.number('N') * 1000) / speed;
  }),
  sentence('N of 100 events come twice', (words) => ({ net }) => {
    net.delivery.eventsub.duplicate = words.number('N') / 100;
  }),
  sentence('events overtake each other', () => ({ net }) => {
    net.delivery.eventsub.shuffle = true;
  }),
  sentence('everything comes in time and order', () => ({ net }) => {
    for (const delivery of Object.values(net.delivery)) {
      Object.assign(delivery, { lateMs: 0, duplicate: 0, shuffle: false });
    }
  }),
  sentence(
    'recent messages are down',
    () =>
      ({ world }) =>
        setRecentMessagesDown(world, true),
  ),
  sentence(
    'recent messages answer again',
    () =>
      ({ world }) =>
        setRecentMessagesDown(world, false),
  ),
  sentence('the clock is N s ahead', (words) => ({ world }) => {
    world.clockOffsetMs = words.number('N') * 1000;
  }),
  sentence('the clock is N s behind', (words) => ({ world }) => {
    world.clockOffsetMs = words.number('N') * -1000;
  }),
  sentence('the clock is right', () => ({ world }) => {
    world.clockOffsetMs = 0;
  }),
  sentence(
    'the tokens of WHO expire',
    (words) =>
      ({ world, idOf }) =>
        void expireTokens(world, idOf(words.text('WHO'))),
  ),
  sentence(
    'WHO disconnects the app',
    (words) =>
      ({ world, idOf }) =>
        void endGrants(world, idOf(words.text('WHO'))),
  ),
  sentence(
    'WHO changes the password',
    (words) =>
      ({ world, idOf }) =>
        void endGrants(world, idOf(words.text('WHO'))),
  ),
  sentence(
    'the app gets a new secret',
    () =>
      ({ world }) =>
        replaceSecrets(world),
  ),
  sentence(
    'the app gets its old secret back',
    () =>
      ({ world }) =>
        restoreSecrets(world),
  ),
];

const HELIX_PATHS = ['/mock/*', '/eventsub/subscriptions'] as const;
const SIGN_IN_PATHS = ['/auth/*'] as const;
const LINES_BY_WORD: Readonly<Record<string, readonly Line[]>> = {
  chat: ['irc'],
  events: ['eventsub'],
  calls: ['helix'],
  'sign-in': ['oauth'],
  everything: LINES,
};

function set({ net, speed }: Stage, words: Words, mode: NetMode, seconds?: number): void {
  for (const line of LINES_BY_WORD[words.text('LINE')] ?? []) {
    net.set(line, mode, seconds === undefined ? undefined : seconds / speed);
  }
}

function fail({ world, speed }: Stage, paths: readonly string[], words: Words): void {
  const seconds = words.number('M') / speed;
  for (const path of paths) faultsOf(world).failNext({ path, status: words.number('N'), seconds });
}

/** By app, what its secret was. */
const oldSecrets = new WeakMap<World, Map<string, string>>();

/** Of every app that somebody is signed in with, the sandbox's at least. */
function replaceSecrets(world: World): void {
  const used = Object.values(world.state.tokens).filter((token) => !token.isRevoked);
  const known = oldSecrets.get(world) ?? new Map<string, string>();
  oldSecrets.set(world, known);
  for (const clientId of new Set([SANDBOX_APP.clientId, ...used.map((token) => token.clientId)])) {
    const app = findApp(world, clientId);
    if (!app || app.clientSecret === null) continue;
    if (!known.has(clientId)) known.set(clientId, app.clientSecret);
    newSecret(world, app);
  }
}

function restoreSecrets(world: World): void {
  for (const [clientId, secret] of oldSecrets.get(world) ?? []) {
    const app = findApp(world, clientId);
    if (app) newSecret(world, app, secret);
  }
  oldSecrets.delete(world);
}
