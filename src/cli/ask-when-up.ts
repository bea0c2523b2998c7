import { setTimeout as wait } from 'node:timers/promises';
import type { ControlAsk } from '../server/health/control-protocol.ts';
import { isInstallationInUse } from '../server/health/installation-in-use.ts';
import { type Asked, askServer } from './ask-server.ts';

const LOOK_EVERY_MS = 250;
const TOLD_EVERY_MS = 1_000;

/** Told while a server that holds the folder does not listen yet. */
export interface Waiting {
  /** Once, before the first wait. */
  begins(seconds: number): void;
  /** Each second. */
  goesOn(): void;
  ends(): void;
}

interface Patience {
  /** How long a server may take until it listens. */
  readonly startMs: number;
  readonly waiting: Waiting;
}

/**
 * Asks the server that works in an installation; one that is just starting (or stopping) is waited for.
 * `starting`: it still did not listen.
 */
export async function askWhenUp(
  installation: Parameters<typeof isInstallationInUse>[0],
  ask: ControlAsk,
  { startMs, waiting }: Patience,
): Promise<Asked | { readonly is: 'starting' }> {
  const first = await askServer(installation.folder, ask);
  if (first.is !== 'none' || !isInstallationInUse(installation)) return first;
  const sinceMs = performance.now();
  let toldMs = sinceMs;
  waiting.begins(Math.round(startMs / 1000));
  try {
    for (;;) {
      await wait(LOOK_EVERY_MS);
      const asked = await askServer(installation.folder, ask);
      if (asked.is !== 'none' || !isInstallationInUse(installation)) return asked;
      const nowMs = performance.now();
      if (nowMs - sinceMs >= startMs) return { is: 'starting' };
      if (nowMs - toldMs < TOLD_EVERY_MS) continue;
      toldMs = nowMs;
      waiting.goesOn();
    }
  } finally {
    waiting.ends();
  }
}
