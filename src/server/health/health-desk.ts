import { setTimeout } from 'node:timers/promises';
import type { HealthCheck, HealthReport, Mend } from '../../contract/health.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { Live } from '../../modules/live/index.ts';
import type { Log } from '../../platform/log.ts';
import type { TwitchFailure } from '../../twitch/failure.ts';
import type { TokenVault } from '../../twitch/token-vault.ts';
import { VERSION } from '../version.ts';
import { writeDiagnosis } from './diagnosis.ts';
import { findChecks } from './find-checks.ts';
import { type GatherParts, gatherHouse } from './gather.ts';
import type { AppState } from './house-state.ts';
import { lastLogLines } from './last-log-lines.ts';
import { type MendParts, mend } from './mends.ts';

/** The health of the running house: what the page, the home page and `doctor` ask, and what mends. */
export interface HealthDesk {
  checks(): Promise<readonly HealthCheck[]>;
  report(): Promise<HealthReport>;
  /** Thoroughly: the database is read through, Twitch is asked. */
  checkNow(): Promise<HealthReport>;
  /** @throws Refusal system.nothing-to-mend, or why it could not be done */
  mend(what: Mend, about: string | null): Promise<HealthReport>;
  diagnosis(): Promise<string>;
}

interface HealthDeskParts
  extends Omit<GatherParts, 'app' | 'lines' | 'planning' | 'backups' | 'jobs'>,
    Omit<MendParts, 'vault' | 'deepLook'> {
  readonly app: Omit<AppState, 'refusal'>;
  /** Asks Twitch whether it knows the app and its secret. */
  tryApp(): Promise<Result<void, TwitchFailure>>;
  readonly vault: Pick<TokenVault, 'accounts' | 'validateAll' | 'accessToken' | 'renew' | 'appFailure'>;
  readonly backups: GatherParts['backups'] & MendParts['backups'];
  readonly jobs: GatherParts['jobs'] & MendParts['jobs'];
  readonly lines: GatherParts['lines'] & MendParts['lines'];
  readonly planning: GatherParts['planning'] & MendParts['planning'];
  readonly live: Pick<Live, 'refreshChannel'>;
  readonly log: Pick<Log, 'warn' | 'info'>;
  readonly logFile: string;
  readonly dialect: 'sqlite' | 'postgres';
  readonly isOnNetwork: boolean;
  /** Where the sandbox's Twitch is controlled. */
  readonly sandboxUrl: string | null;
}

/** Twitch is given so long; how it is shows in its lines anyway. */
const ASK_MS = 4_000;

export function createHealthDesk(parts: HealthDeskParts): HealthDesk {
  const { clock, feed, log, vitals } = parts;
  let refusal: string | null = null;
  let asking: Promise<unknown> | undefined;
  /** What Twitch said when it was asked, or when a token was to be renewed. */
  const refusalNow = (): string | null => refusal ?? parts.vault.appFailure()?.code ?? null;
  const look = () => gatherHouse({ ...parts, app: () => ({ ...parts.app, refusal: refusalNow() }) });

  async function report(): Promise<HealthReport> {
    parts.deepLook.ifDue();
    return {
      checks: findChecks(await look()),
      checkedAt: clock.now(),
      startedAt: instantFromMs(vitals.startedAtMs),
      version: VERSION,
      isSandbox: parts.isSandbox,
      sandboxUrl: parts.sandboxUrl,
      memoryBytes: vitals.usedBytes(),
      answerMs: [...vitals.answerMs()],
      memory: [...vitals.memory()],
      clockSkewMs: parts.lines.clockSkewMs(),
      isOnNetwork: parts.isOnNetwork,
    };
  }

  /**
   * Asks Twitch about every grant and the channel; whatever it says is seen in accounts and lines. Once,
   * however many look: what Twitch takes of us in a minute is for the lines.
   */
  async function askTwitch(): Promise<void> {
    asking ??= Promise.allSettled([parts.vault.validateAll(), parts.live.refreshChannel(), askAboutApp()]).finally(
      () => {
        asking = undefined;
      },
    );
    await Promise.race([asking, setTimeout(ASK_MS, undefined, { ref: false })]);
  }

  /** A secret that was replaced at Twitch is found out before the tokens that need it end. */
  async function askAboutApp(): Promise<void> {
    const tried = await parts.tryApp();
    if (tried.ok) refusal = null;
    else if (tried.error.code.startsWith('team.client-')) refusal = tried.error.code;
  }

  return {
    checks: async () => findChecks(await look()),
    report,
    async checkNow() {
      await Promise.all([parts.deepLook.now(), askTwitch()]);
      feed.changed('problems');
      return report();
    },
    async mend(what, about) {
      await mend(parts, what, about);
      log.info('mended', { what });
      feed.changed('health');
      feed.changed('problems');
      return report();
    },
    async diagnosis() {
      const logLines = await lastLogLines(parts.logFile);
      return writeDiagnosis({ report: await report(), dialect: parts.dialect, logLines });
    },
  };
}
