import type { App } from '../server/app.ts';
import type { Speak } from './speak.ts';

/** A stand-in that says nothing for so long has none to tell, or is gone. */
const SILENCE_MS = { atFirst: 3_000, within: 20_000 };
/** So much further the recording must be before it is said again where lines cannot be overwritten. */
const STEP_PERCENT = 25;

/**
 * Puts on record what happened in the sandbox before its first start, if its Twitch has a past and the
 * record has not all of it. Whatever goes wrong is said, and the server starts: the next start goes on.
 */
export async function recordSandboxPast(
  app: Pick<App, 'hasPast' | 'replayPast'>,
  twitchPort: number,
  speak: Speak,
  stopped: AbortSignal,
): Promise<void> {
  const progress = createProgress(speak);
  const silence = createWatch();
  try {
    const signal = AbortSignal.any([stopped, silence.signal]);
    const ask = (path: string): Promise<Response> =>
      silence.during(SILENCE_MS.atFirst, () => fetch(`http://localhost:${twitchPort}${path}`, { signal }));
    const answer = await ask('/sim/past/header');
    const header = await silence.during(SILENCE_MS.within, () => answer.text());
    if (!answer.ok || (await app.hasPast(header))) return;
    const past = await ask('/sim/past');
    if (past.body) await app.replayPast(linesOf(past.body, silence), progress.tell);
    progress.end();
  } catch (error) {
    progress.end();
    if (stopped.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${speak.say('cli.pastFailed', { reason })}\n`);
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Ends the connection when this takes too long; what happens in between may take its time. */
  during<R>(ms: number, work: () => Promise<R>): Promise<R>;
}

function createWatch(): Watch {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    async during(ms, work) {
      const timer = setTimeout(() => controller.abort(new Error('no answer')), ms);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function* linesOf(body: ReadableStream<Uint8Array>, silence: Watch): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await silence.during(SILENCE_MS.within, () => reader.read());
      if (done) break;
      const lines = `${rest}${decoder.decode(value, { stream: true })}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** On a screen one line that counts up, in a file a line now and then. */
function createProgress(speak: Speak): { tell: Parameters<App['replayPast']>[1]; end(): void } {
  const isScreen = process.stderr.isTTY;
  let lastPercent: number | undefined;
  return {
    tell({ done, total }) {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      const isNews = isScreen
        ? percent !== lastPercent
        : lastPercent === undefined || percent === 100 || percent >= lastPercent + STEP_PERCENT;
      if (!isNews) return;
      lastPercent = percent;
      process.stderr.write(`${isScreen ? '\r' : ''}${speak.say('cli.past', { percent })}${isScreen ? '' : '\n'}`);
    },
    end() {
      if (isScreen && lastPercent !== undefined) process.stderr.write('\n');
    },
  };
}
