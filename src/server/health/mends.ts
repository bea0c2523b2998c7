import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Mend } from '../../contract/health.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Planning } from '../../modules/planning/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Backups } from '../../platform/db/backup.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { TokenVault } from '../../twitch/token-vault.ts';
import type { Intake } from '../intake.ts';
import { readStyle } from '../style-file.ts';
import type { TwitchLines } from '../twitch-lines.ts';
import { countMissed } from './database-facts.ts';
import type { DeepLook } from './deep-look.ts';

export interface MendParts {
  readonly clock: Clock;
  readonly feed: Pick<FeedOut, 'changed'>;
  readonly root: string;
  readonly backups: Pick<Backups, 'make' | 'setAside'>;
  readonly jobs: Pick<Jobs, 'list' | 'retry'>;
  readonly vault: Pick<TokenVault, 'accounts' | 'accessToken' | 'renew'>;
  readonly lines: Pick<TwitchLines, 'channel' | 'health' | 'reconnect'>;
  readonly planning: Pick<Planning, 'compareNow' | 'problems'>;
  readonly read: Db<unknown>;
  readonly intake: Pick<Intake, 'retryMissed'>;
  readonly deepLook: Pick<DeepLook, 'forgetBackup'>;
}

/** How long an answer waits for a line to come back; it comes back later, too. */
const RECONNECT_MS = 3_000;
const LOOK_MS = 50;

/** Mends one thing. @throws Refusal system.nothing-to-mend, or why it could not be done */
export async function mend(parts: MendParts, what: Mend, about: string | null): Promise<void> {
  switch (what) {
    case 'reconnect-chat':
      return await reconnect(parts, 'chat');
    case 'reconnect-events':
      return await reconnect(parts, 'events');
    case 'refresh-token':
      return await refreshToken(parts, about);
    case 'back-up':
      await parts.backups.make('by-hand');
      return parts.feed.changed('backups');
    case 'set-backup-aside':
      return await setBackupAside(parts, about);
    case 'retry-jobs':
      return await retryJobs(parts);
    case 'retry-missed':
      if ((await countMissed(parts.read)) === 0) throw nothingToMend();
      return await parts.intake.retryMissed();
    case 'check-schedule':
      if (parts.lines.channel() === null) throw nothingToMend();
      // To compare would put the plan on a channel that it was not made for.
      if ((await parts.planning.problems()).isOfOtherChannel) throw nothingToMend();
      return await parts.planning.compareNow();
    case 'set-style-aside':
      return await setStyleAside(parts.root, parts.clock);
    default:
      return what satisfies never;
  }
}

const nothingToMend = (): Refusal => new Refusal('system.nothing-to-mend');

/** A line that stands without trouble is not cut: what is said meanwhile would be lost. */
async function reconnect({ lines }: MendParts, line: 'chat' | 'events'): Promise<void> {
  const before = lines.health()[line];
  const isGood = before.state === 'connected' && before.problem === null && (before.delayMs ?? 0) < 5_000;
  if (lines.channel() === null || isGood) throw nothingToMend();
  lines.reconnect(line);
  for (let waitedMs = 0; waitedMs < RECONNECT_MS; waitedMs += LOOK_MS) {
    await setTimeout(LOOK_MS);
    const { state } = lines.health()[line];
    if (state === 'connected' || state === 'waiting') return;
  }
}

async function refreshToken({ vault }: MendParts, about: string | null): Promise<void> {
  const account = (await vault.accounts()).find(({ userId }) => userId === about);
  if (!account) throw nothingToMend();
  const grant = await vault.accessToken(account.userId);
  if (!grant.ok) throw new Refusal(grant.error.code, grant.error.params);
  const renewed = await vault.renew(account.userId, grant.value.token);
  if (!renewed.ok) throw new Refusal(renewed.error.code, renewed.error.params);
}

async function setBackupAside({ backups, deepLook, feed }: MendParts, about: string | null): Promise<void> {
  if (about === null || !(await backups.setAside(about))) throw nothingToMend();
  deepLook.forgetBackup(about);
  feed.changed('backups');
}

async function retryJobs({ jobs, feed }: MendParts): Promise<void> {
  const dead = (await jobs.list()).filter(({ state }) => state === 'dead');
  if (dead.length === 0) throw nothingToMend();
  for (const { id } of dead) await jobs.retry(id);
  feed.changed('backups');
}

/** Nothing is thrown away: whoever wrote it finds it beside, under another name. */
export async function setStyleAside(root: string, clock: Clock): Promise<void> {
  if ((await readStyle(root)).notices.length === 0) throw nothingToMend();
  const moment = clock
    .now()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  await rename(join(root, 'style.json'), join(root, `style.json.aside-${moment}`));
}
