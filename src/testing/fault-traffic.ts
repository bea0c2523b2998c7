import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry } from '../simulator/journal.ts';
import { SANDBOX_STREAMER } from '../simulator/sandbox-app.ts';
import type { MoneyEntry } from '../simulator/world-state.ts';
import { type FaultRig, type Gap, until } from './fault-rig.ts';

/** A line of the chat as the simulator said it, whoever heard it. */
interface SaidLine {
  readonly messageId: string;
  readonly sentAtMs: number;
  readonly login: string;
  readonly text: string;
}

/** A notification that was written to a session. */
interface ToldEvent {
  readonly messageId: string;
  readonly sentAtMs: number;
  readonly type: string;
  /** The text of a cheer. */
  readonly text: string | null;
}

/** The simulator's own word of what it sent since the traffic began. */
export interface Truth {
  readonly lines: readonly SaidLine[];
  /** Those of `lines` that were cheers: each of them should have been told as an event, too. */
  readonly cheers: readonly SaidLine[];
  readonly events: readonly ToldEvent[];
  readonly money: readonly MoneyEntry[];
}

/** Numbered lines, and numbered cheers, which are a line, an event and money in one. */
export interface Traffic {
  /** Where the stored log and events stood before. */
  readonly since: { readonly chatSeq: number; readonly eventSeq: number; readonly eventGaps: readonly Gap[] };
  /** Waits until so many more lines were said. */
  more(lines: number): Promise<void>;
  /** Waits until a line and a cheer that are said from now on are stored. */
  flows(what?: 'chat' | 'both'): Promise<void>;
  /** Says nothing until told to go on. */
  pause(): Promise<void>;
  goOn(): Promise<void>;
  /** Says no more. */
  stop(): Promise<void>;
  /** Says no more, and waits until the last line is stored. */
  end(): Promise<Truth>;
}

const LINES_PER_SECOND = 40;
const CHEER_EVERY_MS = 120;
/** So many that nobody writes faster than Twitch lets people write. */
const CHEERERS = 40;

/** @param name of letters and digits, another one for each time. */
export async function startTraffic(rig: FaultRig, name: string): Promise<Traffic> {
  const { twitch } = rig;
  const since = {
    chatSeq: await rig.lastChatSeq(),
    eventSeq: rig.lastEventSeq(),
    eventGaps: await rig.eventGaps(),
  };
  const { journalNumber } = await twitch.state();
  const moneyBefore = (await twitch.book()).entries.length;
  const ended = new AbortController();
  let cheers = 0;
  let isPaused = false;

  const cheer = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      if (!isPaused) {
        cheers += 1;
        const login = `${name}_${cheers % CHEERERS}`;
        await twitch.control('event', { kind: 'bits', login, bits: 1 + (cheers % 7), text: `${name}B ${cheers}` });
      }
      await sleep(CHEER_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  // What goes wrong here is told when it ends.
  const cheering = cheer().then(
    () => undefined,
    (error: unknown) => error,
  );
  const count = () => twitch.control('count', { prefix: name, lines: 100_000, perSecond: LINES_PER_SECOND });
  const hush = () => twitch.control('count', { prefix: name, lines: 0 });
  await count();

  const said = async (): Promise<number> =>
    (await twitch.state()).counts.find(({ prefix }) => prefix === name)?.sent ?? 0;
  const stored = async (): Promise<readonly string[]> => (await rig.chatAfter(since.chatSeq)).map(({ text }) => text);
  const isEventStored = async (after: number): Promise<boolean> => {
    const told = toldIn(await twitch.journal(after)).filter(({ type }) => type === 'channel.bits.use');
    const ids = new Set(rig.eventsAfter(since.eventSeq).map(({ messageId }) => messageId));
    return told.some(({ messageId }) => ids.has(messageId));
  };

  const traffic: Traffic = {
    since,
    async more(lines) {
      const goal = (await said()) + lines;
      await until(`${goal} lines said`, said, (sent) => sent >= goal);
    },
    async flows(what = 'both') {
      const from = await said();
      const { journalNumber: after } = await twitch.state();
      const isLater = (text: string): boolean => text.startsWith(`${name} `) && Number(text.split(' ')[1]) > from;
      await until(`lines behind ${from} stored`, stored, (texts) => texts.some(isLater));
      if (what === 'both') await until('a new cheer stored', () => isEventStored(after), Boolean);
    },
    async pause() {
      isPaused = true;
      await hush();
    },
    async goOn() {
      isPaused = false;
      await count();
    },
    async stop() {
      ended.abort();
      const problem = await cheering;
      await hush();
      if (problem !== undefined) throw problem;
    },
    async end() {
      await traffic.stop();
      const last = await said();
      await until(`the last line, ${last}, stored`, stored, (texts) => texts.includes(`${name} ${last}`));
      const journal = await twitch.journal(journalNumber);
      const lines = saidIn(journal);
      return {
        lines: lines.map(({ line }) => line),
        cheers: lines.filter(({ isCheer }) => isCheer).map(({ line }) => line),
        events: toldIn(journal),
        money: (await twitch.book()).entries.slice(moneyBefore),
      };
    },
  };
  await traffic.flows();
  return traffic;
}

/** Read without the product's own parser, which is among what is tested. */
const SAID = /^@(\S+) :(\w+)!\S+ PRIVMSG #\w+ :(.*)$/;

function saidIn(journal: readonly JournalEntry[]): { readonly line: SaidLine; readonly isCheer: boolean }[] {
  return journal.flatMap(({ wire, to, raw }) => {
    const said = wire === 'irc' && to === SANDBOX_STREAMER ? SAID.exec(raw) : null;
    if (!said) return [];
    const [, tags = '', login = '', text = ''] = said;
    const tag = new Map(tags.split(';').map((each) => each.split('=', 2) as [string, string]));
    const line = { messageId: tag.get('id') ?? '', sentAtMs: Number(tag.get('tmi-sent-ts')), login, text };
    return [{ line, isCheer: tag.has('bits') }];
  });
}

function toldIn(journal: readonly JournalEntry[]): ToldEvent[] {
  return journal.flatMap(({ wire, raw, atMs }) => {
    if (wire !== 'eventsub') return [];
    const { metadata, payload } = JSON.parse(raw) as {
      metadata: { message_type: string; message_id: string; subscription_type?: string };
      payload: { event?: { message?: { text?: string } | string } };
    };
    if (metadata.message_type !== 'notification') return [];
    const message = payload.event?.message;
    const text = typeof message === 'string' ? message : (message?.text ?? null);
    return [{ messageId: metadata.message_id, sentAtMs: atMs, type: metadata.subscription_type ?? '', text }];
  });
}
