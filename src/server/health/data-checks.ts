import type { HealthCheck } from '../../contract/health.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { redactText } from '../../platform/redact.ts';
import { check } from './check.ts';
import type { DataState, HouseState } from './house-state.ts';

const DAY_MS = 86_400_000;
const BACKUP_DUE_MS = 7 * DAY_MS;
const DISK_SHORT_MS = 30 * DAY_MS;
/** Longer than anybody plans; beyond it no number of years is worth a word. */
const DISK_LONG_MS = 3_650 * DAY_MS;

export function dataChecks({ data, nowMs, isSandbox }: HouseState): HealthCheck[] {
  return [
    check(
      ['folder', data.folder.state],
      data.folder.state === 'good' ? 'ok' : data.folder.state === 'exposed' ? 'warn' : 'bad',
      {
        params: { folder: data.folder.path },
      },
    ),
    databaseCheck(data),
    booksCheck(data),
    backupCheck(data, nowMs, isSandbox),
    ...damagedChecks(data),
    diskCheck(data, nowMs),
    jobsCheck(data),
    missedCheck(data),
  ];
}

function databaseCheck({ database }: DataState): HealthCheck {
  if (database === null) return check(['database', 'missing'], 'bad');
  const { sizeBytes, rows, trouble } = database;
  if (typeof trouble === 'string')
    return check(['database', 'damaged'], 'bad', { params: { sizeBytes, rows, reason: redactText(trouble) } });
  return check(['database', trouble === null ? 'good' : 'unread'], 'ok', { params: { sizeBytes, rows } });
}

function booksCheck({ books }: DataState): HealthCheck {
  if (books === null) return check(['books', 'not-looked'], 'off');
  const page = '/finance/ledger';
  if (books.trouble !== null)
    return check(['books', 'unreadable'], 'bad', { params: { reason: redactText(books.trouble) }, page });
  const { entries, fault } = books;
  if (fault === null) return check(['books', 'good'], 'ok', { params: { entries } });
  const { book, number, code } = fault;
  return check(['books', 'broken'], 'bad', { about: book, params: { entries, book, number, fault: code }, page });
}

/** A sandbox is worth no backup, and a channel of today has nothing to lose yet. */
function backupCheck({ backups, database }: DataState, nowMs: number, isSandbox: boolean): HealthCheck {
  const newest = backups.find(({ trouble }) => trouble === null);
  if (!newest) {
    const isNeeded = !isSandbox && database !== null && nowMs - database.madeAtMs > DAY_MS;
    return isNeeded ? check(['backup', 'none'], 'warn', { mend: 'back-up' }) : check(['backup', 'none-needed'], 'ok');
  }
  const { atMs, sizeBytes, fileName } = newest;
  const params = { at: instantFromMs(atMs), ageMs: Math.max(0, nowMs - atMs), sizeBytes, fileName };
  if (params.ageMs > BACKUP_DUE_MS) return check(['backup', 'old'], 'warn', { params, mend: 'back-up' });
  return check(['backup', 'verified'], 'ok', { params });
}

function damagedChecks({ backups }: DataState): HealthCheck[] {
  return backups.flatMap(({ fileName, trouble }) =>
    trouble === null
      ? []
      : check(['backup-damaged', 'damaged'], 'bad', {
          about: fileName,
          params: { fileName, reason: redactText(trouble) },
          mend: 'set-backup-aside',
        }),
  );
}

function diskCheck({ freeDiskBytes, lowDiskBytes, database }: DataState, nowMs: number): HealthCheck {
  if (freeDiskBytes === null) return check(['disk', 'unknown'], 'off');
  const ageMs = database === null ? 0 : nowMs - database.madeAtMs;
  const lastsMs =
    database === null || ageMs < DAY_MS ? null : Math.round((freeDiskBytes / Math.max(1, database.sizeBytes)) * ageMs);
  const params = { freeBytes: freeDiskBytes, lastsMs };
  if (freeDiskBytes < lowDiskBytes) return check(['disk', 'low'], 'bad', { params });
  if (lastsMs === null || lastsMs > DISK_LONG_MS) return check(['disk', 'enough'], 'ok', { params });
  return check(['disk', lastsMs < DISK_SHORT_MS ? 'short' : 'lasts'], lastsMs < DISK_SHORT_MS ? 'warn' : 'ok', {
    params,
  });
}

function jobsCheck({ jobs }: DataState): HealthCheck {
  if (jobs === null) return check(['jobs', 'not-looked'], 'off');
  const { dead, waiting, reason } = jobs;
  if (dead > 0) return check(['jobs', 'dead'], 'warn', { params: { dead, waiting, reason }, mend: 'retry-jobs' });
  return check(['jobs', waiting > 0 ? 'waiting' : 'none'], 'ok', { params: { dead, waiting } });
}

function missedCheck({ missedProjections: missed }: DataState): HealthCheck {
  if (missed === null) return check(['missed', 'not-looked'], 'off');
  if (missed === 0) return check(['missed', 'none'], 'ok');
  return check(['missed', 'missed'], 'warn', { params: { missed }, mend: 'retry-missed' });
}
