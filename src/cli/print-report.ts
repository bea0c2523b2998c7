import type { HealthCheck, HealthReport } from '../contract/health.ts';
import { checkParams, type ValueWords } from '../i18n/check-params.ts';
import type { ConsoleKey, Say } from '../i18n/console.ts';

interface ReportWords {
  readonly say: Say;
  readonly values: ValueWords;
  /** Where the pages are; `null` without a server. */
  readonly origin: string | null;
  /** What is typed to run `doctor` on the same installation. */
  readonly command: string;
}

const MARKS: Readonly<Record<HealthCheck['state'], string>> = { ok: '✓', warn: '!', bad: '✗', off: '·' };

/** The list of the Health page, line by line: same checks, same order, same sentences, with what mends each. */
export function reportLines(report: HealthReport, words: ReportWords): string[] {
  const { say } = words;
  const lines: string[] = [];
  let group: HealthCheck['group'] | undefined;
  for (const check of report.checks) {
    if (check.group !== group) lines.push(...(group === undefined ? [] : ['']), say(`health.groups.${check.group}`));
    group = check.group;
    lines.push(`${MARKS[check.state]} ${sentenceOf(check, words)}`);
    if (check.state === 'bad' || check.state === 'warn') {
      for (const remedy of remediesOf(check, words)) lines.push(`    ${remedy}`);
    }
  }
  return [...lines, '', verdictOf(report, say)];
}

export function isAnyBad({ checks }: HealthReport): boolean {
  return checks.some(({ state }) => state === 'bad');
}

function sentenceOf(check: HealthCheck, { say, values }: ReportWords): string {
  const { code, text, params, problem } = check;
  const written = { ...checkParams(check, values), ...namesOf(check, say) };
  const title = say(`health.check.${code}.title`);
  // Each code has each of its texts; that a code and a text fit is what their type cannot say here.
  const sentence = say(`health.check.${code}.${text}` as ConsoleKey, written);
  const delay =
    text === 'connected' && typeof params['delayMs'] === 'number'
      ? say('cli.doctor.delay', { delay: values.duration(params['delayMs']) })
      : '';
  const why = problem === null ? '' : ` ${refusalSentence(say, problem, written)}`;
  return `${title}: ${sentence}${delay}${why === '' ? '' : `.${why}`}`;
}

/** Codes in the parameters that have words of their own. */
function namesOf({ code, params }: HealthCheck, say: Say): Record<string, string> {
  if (code === 'right' && params['right']) return { right: say(`health.right.${params['right']}` as ConsoleKey) };
  if (code === 'style' && typeof params['names'] === 'string') {
    const words = params['names'].split(', ').map((name) => say(`health.styleNotice.${name}` as ConsoleKey));
    return { names: words.join(', ') };
  }
  if (code !== 'books' || !params['fault']) return {};
  return {
    book: say(`health.book.${params['book']}` as ConsoleKey),
    fault: say(`health.ledgerFault.${params['fault']}` as ConsoleKey),
  };
}

/** The sentence for why something was refused. */
export function refusalSentence(say: Say, code: string, params: Readonly<Record<string, string | number>>): string {
  const key = `refusals.${code}` as ConsoleKey;
  const text = say(key, params);
  if (text === key) return code;
  // Twitch's own words may be missing; the sentence then ends before the colon.
  return text.replace(/: ?\{\{\w+\}\}$/, '.');
}

function remediesOf({ code, text, about, mend, page }: HealthCheck, { say, origin, command }: ReportWords): string[] {
  const remedies: string[] = [];
  if (mend !== null) {
    const what = about === null ? mend : `${mend} ${about}`;
    remedies.push(`→ ${say(`health.mend.${mend}`)}: ${command} --mend ${what}`);
  }
  if (text === 'broken' || text === 'unreadable' || (code === 'database' && text === 'damaged')) {
    remedies.push(
      `→ ${say('cli.doctor.restore')}: ${command.replace(/ doctor\b/, ' restore')} ${say('cli.doctor.file')}`,
    );
  }
  if (text === 'missing' || text === 'hanging') remedies.push(`→ ${say('cli.doctor.start')}: npm start`);
  if (page !== null) {
    remedies.push(origin === null ? `→ ${say('cli.doctor.pageLater', { page })}` : `→ ${origin}${page}`);
  }
  return remedies;
}

/** Without a server nobody knows whether everything runs. */
function verdictOf({ checks, startedAt }: HealthReport, say: Say): string {
  const bad = checks.filter(({ state }) => state === 'bad').length;
  const warned = checks.filter(({ state }) => state === 'warn').length;
  if (bad > 0) return say('cli.doctor.bad', { count: bad + warned });
  if (startedAt === null)
    return warned > 0 ? say('cli.doctor.warnAlone', { count: warned }) : say('cli.doctor.goodAlone');
  return warned > 0 ? say('cli.doctor.warn', { count: warned }) : say('cli.doctor.good');
}
