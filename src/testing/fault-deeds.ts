import { health } from '../contract/health.ts';
import { live } from '../contract/live.ts';
import type { Line } from '../simulator/net.ts';
import { SANDBOX_STREAMER } from '../simulator/sandbox-app.ts';
import type { Lack } from './fault-comparison.ts';
import { type FaultRig, until } from './fault-rig.ts';
import type { Traffic } from './fault-traffic.ts';

/** What a fault does to a line, and what may lack afterwards. */
export interface Deed {
  /** Of the chat and of the events; none of both when left out. */
  readonly lacks?: { readonly chat?: Lack; readonly events?: Lack };
  /** What health says while it acts; nothing in particular when left out. */
  readonly says?: readonly string[];
  /** Nobody promises cheers while their topic is refused. */
  readonly isWithoutCheers?: boolean;
  /** Our clock is wrong meanwhile: Twitch's is known by whole seconds only. */
  readonly isClockWrong?: boolean;
  /** Twitch's own clock is set by so much, back or ahead: what is sent then may bear one time or the other. */
  readonly clockSetMs?: number;
  strike(rig: FaultRig, traffic: Traffic): Promise<unknown>;
  /** While it acts. */
  meanwhile?(rig: FaultRig, traffic: Traffic): Promise<unknown>;
  /** What ends it: Twitch, the provider, or a person. */
  mend?(rig: FaultRig): Promise<unknown>;
}

type Standing = 'chat' | 'events';
type Code = 'api' | 'signIn';

const WIRE: Readonly<Record<Standing | Code, Line>> = {
  chat: 'irc',
  events: 'eventsub',
  api: 'helix',
  signIn: 'oauth',
};
const PATHS: Readonly<Record<'api' | 'orders' | 'signIn', string>> = {
  api: '/mock/*',
  orders: '/eventsub/subscriptions',
  signIn: '/auth/*',
};

/** Lines that are said while a fault acts. */
const SOME_LINES = 25;

export const cut = (rig: FaultRig, line: Standing | Code): Promise<void> => rig.twitch.net(WIRE[line], 'drop');

/** Waits until the product knows that a line is gone. */
export const untilGone = (rig: FaultRig, line: Standing | Code): Promise<unknown> =>
  until(
    `${line} gone`,
    async () => (await rig.connections())[line],
    ({ state }) => state !== 'connected',
  );

/** Whoever comes new is turned away, or never answered; who is there is cut. */
export function shut(lines: readonly (Standing | Code)[], mode: 'refuse' | 'hang'): Pick<Deed, 'strike' | 'mend'> {
  return {
    async strike(rig) {
      for (const line of lines) await rig.twitch.net(WIRE[line], mode);
      for (const line of lines) await cut(rig, line);
    },
    mend: (rig) => reopen(rig, lines),
  };
}

/** What is open dies without a word, and nothing gets through for a while. */
export function goDead(lines: readonly (Standing | Code)[]): Pick<Deed, 'strike' | 'mend'> {
  return {
    async strike(rig) {
      for (const line of lines) await rig.twitch.net(WIRE[line], 'silent');
      for (const line of lines) await rig.twitch.net(WIRE[line], 'hang');
    },
    mend: (rig) => reopen(rig, lines),
  };
}

/** What is asked now and then and hangs is cut with the end of the fault: nobody waits for it any more. */
async function reopen(rig: FaultRig, lines: readonly (Standing | Code)[]): Promise<void> {
  for (const line of lines) await rig.twitch.net(WIRE[line], 'ok');
  for (const line of lines) if (line === 'api' || line === 'signIn') await cut(rig, line);
}

/** Twitch restarts servers: it asks to reconnect, turns away who comes, and cuts who is still there. */
export function restart(lines: readonly Standing[]): Pick<Deed, 'strike' | 'mend'> {
  return {
    async strike(rig, traffic) {
      for (const line of lines) await rig.twitch.net(WIRE[line], 'refuse');
      for (const line of lines) await rig.twitch.control(`${WIRE[line]}/reconnect`);
      await traffic.more(10);
      for (const line of lines) await cut(rig, line);
    },
    mend: (rig) => reopen(rig, lines),
  };
}

export function failing(
  paths: readonly (keyof typeof PATHS)[],
  status: number,
  rest: Readonly<Record<string, number>> = {},
): Pick<Deed, 'strike' | 'mend'> {
  return {
    async strike(rig) {
      for (const name of paths) {
        await rig.twitch.control('faults/fail', { path: PATHS[name], status, seconds: 600, ...rest });
      }
    },
    mend: (rig) => rig.twitch.control('faults/clear'),
  };
}

export const expireToken = (rig: FaultRig): Promise<unknown> =>
  rig.twitch.control('tokens/expire', { login: SANDBOX_STREAMER });

/** Something of ours that mended itself, of this kind, since it was begun. */
export async function untilRepaired(rig: FaultRig, code: string, work: () => Promise<unknown>): Promise<void> {
  const last = (await rig.repairs())[0]?.id ?? 0;
  await work();
  await until(`repair ${code}`, rig.repairs, (found) => found.some((one) => one.id > last && one.code === code));
}

/** A call of a person; @returns the refusal's code. */
export const write = (rig: FaultRig, text: string): Promise<string | undefined> =>
  rig.owner.refusalOf(live.send, { text });

export const renew = async (rig: FaultRig): Promise<string | undefined> => {
  const about = (await rig.owner.call(health.report, {})).checks.find(({ code }) => code === 'account')?.about ?? null;
  return await rig.owner.refusalOf(health.mend, { mend: 'refresh-token', about });
};

/** First one, then the other; mended in the same order. */
export function both(first: Deed, second: Deed): Deed {
  return {
    ...first,
    ...second,
    async strike(rig, traffic) {
      await first.strike(rig, traffic);
      await second.strike(rig, traffic);
    },
    async mend(rig) {
      await first.mend?.(rig);
      await second.mend?.(rig);
    },
  };
}

export const someLines = (traffic: Traffic): Promise<void> => traffic.more(SOME_LINES);
