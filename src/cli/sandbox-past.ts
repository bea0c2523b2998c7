import type { App } from '../server/app.ts';
import type { Speak } from './speak.ts';

/** So much further the recording must be before it is said again where lines cannot be overwritten. */
const STEP_PERCENT = 25;

/**
 * Puts on record what happened in the sandbox before its first start, if its Twitch has a past and the
 * record has not all of it. Whatever goes wrong is said, and the server starts: the next start goes on.
 */
export async function recordSandboxPast(
  app: Pick<App, 'replayPast'>,
  twitchPort: number,
  speak: Speak,
  stopped: AbortSignal,
): Promise<void> {
  const progress = createProgress(speak);
  try {
    const answer = await fetch(`http://localhost:${twitchPort}/sim/past`, { signal: stopped });
    if (answer.ok && answer.body) await app.replayPast(linesOf(answer.body), progress.tell);
    else await answer.body?.cancel();
    progress.end();
  } catch (error) {
    progress.end();
    if (stopped.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${speak.say('cli.pastFailed', { reason })}\n`);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
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
