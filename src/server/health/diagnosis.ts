import { arch, platform, release } from 'node:os';
import type { HealthCheck, HealthReport } from '../../contract/health.ts';
import { redactText } from '../../platform/redact.ts';
import { scrubLogLine } from './scrub-log-line.ts';

interface DiagnosisParts {
  readonly report: HealthReport;
  readonly dialect: 'sqlite' | 'postgres';
  /** Newest last. */
  readonly logLines: readonly string[];
}

/** Texts in the parameters of a check that are words of ours or of Twitch, never of a person. */
const SAFE_PARAMS: readonly string[] = ['clientType', 'version', 'uses', 'right', 'names', 'book', 'fault'];
const SAFE_TEXT = /^[\w.:, -]{0,2000}$/;

/**
 * The report as text to show to strangers. Nothing gets in because it looks harmless, only because it is
 * known to be: codes, numbers, moments, names of scopes and topics. No secrets, no chat, no names.
 */
export function writeDiagnosis({ report, dialect, logLines }: DiagnosisParts): string {
  const { checks } = report;
  const lines = [
    `liveXtrem ${report.version}`,
    `checked ${report.checkedAt}, running since ${report.startedAt ?? 'never: no server'}`,
    `${report.isSandbox ? 'sandbox' : 'channel'}, ${report.isOnNetwork ? 'reachable from the network' : 'this machine only'}`,
    `node ${process.versions.node} (v8 ${process.versions.v8}, sqlite ${process.versions['sqlite'] ?? '?'}), ${platform()} ${release()} ${arch()}`,
    `database ${dialect}, memory ${report.memoryBytes ?? '?'} bytes, answers ${report.answerMs.at(-1) ?? '?'} ms, clock skew ${report.clockSkewMs ?? '?'} ms`,
    '',
    `checks (${checks.length})`,
    ...checks.map(checkLine),
    '',
    `log (last ${logLines.length} lines)`,
    ...logLines.map(scrubLogLine),
  ];
  return redactText(`${lines.join('\n')}\n`);
}

const MARKS: Readonly<Record<HealthCheck['state'], string>> = { ok: 'ok  ', warn: 'WARN', bad: 'BAD ', off: 'off ' };

function checkLine({ code, about, state, text, problem, params }: HealthCheck): string {
  const values = Object.entries(params).flatMap(([name, value]) => {
    const shown = showParam(name, value);
    return shown === undefined ? [] : `${name}=${shown}`;
  });
  const who = about === null || code === 'backup-damaged' ? '' : ` ${shortAbout(about)}`;
  return `${MARKS[state]} ${code}${who}: ${[text, problem === null ? [] : `(${problem})`, values].flat().join(' ')}`;
}

function showParam(name: string, value: string | number | boolean | null): string | undefined {
  if (typeof value !== 'string') return String(value);
  // Moments are ours.
  if (name.endsWith('At')) return Number.isNaN(Date.parse(value)) ? undefined : value;
  return SAFE_PARAMS.includes(name) && SAFE_TEXT.test(value) ? value : undefined;
}

/** A Twitch id leads to a person: enough of it to tell two apart stays. */
function shortAbout(about: string): string {
  return /^\d+$/.test(about) ? `…${about.slice(-3)}` : about;
}
