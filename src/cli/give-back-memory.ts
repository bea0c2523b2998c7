import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The first calls to Twitch are over by then. */
const AFTER_MS = 3000;

/**
 * Starting leaves some 40 MB of garbage, and an engine with nothing to do never collects it: a server
 * that waits for its evening would hold it all day. Called when it serves; collects once, a few seconds later.
 */
export function giveBackMemorySoon(): void {
  setTimeout(() => {
    // Written now: a server that is killed one day would leave none to the next start.
    flushCompileCache();
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    // Compiled code is kept for exactly these flags, so they must be as before.
    setFlagsFromString('--no-expose-gc');
    // This flavour gives emptied pages back to the system at once.
    if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, AFTER_MS).unref();
}
