import type { LedgerFault } from '../../modules/finance/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Backups } from '../../platform/db/backup.ts';
import type { Log } from '../../platform/log.ts';

/** What is only known after everything was read. `null` is whole. */
interface DeepFindings {
  readonly database: string | null;
  /** By file name. */
  readonly backups: ReadonlyMap<string, string | null>;
  readonly books: { readonly fault: LedgerFault | null; readonly trouble: string | null };
}

/** Reads everything there is, in a thread of its own, and keeps what it found until the next time. */
export interface DeepLook {
  last(): DeepFindings | undefined;
  /** One at a time: who asks meanwhile gets the same answer. */
  now(): Promise<void>;
  /** Begins one that is a day old or was never made, and does not wait. */
  ifDue(): void;
  /** A backup that is there no more, or is another one now. */
  forgetBackup(fileName: string): void;
}

interface DeepLookParts {
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly backups: Pick<Backups, 'verify'>;
  verifyBooks(): Promise<LedgerFault | undefined>;
  /** Something was found out. */
  onLooked(): void;
}

const DUE_MS = 86_400_000;

export function createDeepLook(parts: DeepLookParts): DeepLook {
  let found: { readonly atMs: number; readonly findings: DeepFindings } | undefined;
  let running: Promise<void> | undefined;

  async function look(): Promise<void> {
    const verified = await parts.backups.verify();
    const books = await parts.verifyBooks().then(
      (fault) => ({ fault: fault ?? null, trouble: null }),
      // A database that is damaged may not even give its books away.
      (error: unknown) => ({ fault: null, trouble: error instanceof Error ? error.message : String(error) }),
    );
    const backups = new Map(verified.backups.map(({ fileName, trouble }) => [fileName, trouble]));
    found = { atMs: parts.clock.nowMs(), findings: { database: verified.database, backups, books } };
    parts.onLooked();
  }

  function now(): Promise<void> {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    last: () => found?.findings,
    now,
    ifDue() {
      if (found && parts.clock.nowMs() - found.atMs < DUE_MS) return;
      now().catch((error: unknown) => parts.log.warn('deep-look-failed', { error }));
    },
    forgetBackup(fileName) {
      if (!found) return;
      const backups = new Map(found.findings.backups);
      backups.delete(fileName);
      found = { ...found, findings: { ...found.findings, backups } };
    },
  };
}
