import { RIGHTS } from '../../../contract/accounts.ts';
import type { HealthCheck } from '../../../contract/health.ts';
import { checkParams, type ValueWords } from '../../../i18n/check-params.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { refusalSentence, type Texts } from '../../app/locale.tsx';

export interface CheckWords {
  readonly title: string;
  readonly note: string;
  /** The figure at the right; `''` where the note says it all. */
  readonly value: string;
  /** Why, in the words of the refusal. */
  readonly reason: string | null;
}

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;

/** What the row of a check says: `doctor`'s sentence, or the same with its figure at the right. */
export function checkWords(check: HealthCheck, checkedAt: string, texts: Texts): CheckWords {
  const { t } = texts;
  const params = { ...checkParams(check, valueWords(texts)), ...ownParams(check, checkedAt, texts) };
  const say = (path: string): string | null => {
    const key = `health.${path}` as MessageKey;
    const text = t(key, params);
    return text === key ? null : text;
  };
  const row = `row.${check.code}.${check.text}`;
  return {
    title: say(`${row}.title`) ?? titleOf(check, texts) ?? say(`check.${check.code}.title`) ?? check.code,
    note:
      say(`${row}.note`) ??
      say(`check.${check.code}.${check.text}`) ??
      t('health.unknown', { code: `${check.code}.${check.text}` }),
    value: say(`${row}.value`) ?? '',
    reason: reasonOf(check, texts),
  };
}

/** That the line is tried again stands at the right already. */
function reasonOf({ text, problem, params }: HealthCheck, { t }: Texts): string | null {
  if (problem === null) return null;
  if (text === 'waiting' && problem === 'twitch.unreachable') return t('health.noAnswer');
  return refusalSentence(t, problem, params);
}

/** An account goes by what it is used for: its login stands in the note. */
function titleOf({ code, params }: HealthCheck, { t }: Texts): string | null {
  if (code !== 'account' || typeof params['uses'] !== 'string') return null;
  const use = (['channel', 'bot', 'member'] as const).find((each) => String(params['uses']).split(',').includes(each));
  return use ? t(`health.use.${use}`) : null;
}

function ownParams(check: HealthCheck, checkedAt: string, texts: Texts): Record<string, string> {
  const { t } = texts;
  const { params } = check;
  const own: Record<string, string> = {};
  const right = RIGHTS.find((each) => each === (params['right'] ?? check.about));
  if (check.code === 'right' && right) own['right'] = t(`health.right.${right}`);
  if (check.code === 'books' && typeof params['fault'] === 'string') {
    own['book'] = t(`health.book.${params['book']}` as MessageKey);
    own['fault'] = t(`health.ledgerFault.${params['fault']}` as MessageKey);
  }
  if (check.code === 'style' && typeof params['names'] === 'string') {
    own['names'] = params['names']
      .split(', ')
      .map((name) => wordOr(t, `health.styleNotice.${name}`, name))
      .join(', ');
  }
  if (typeof params['leftMs'] === 'number')
    own['renewedBy'] = momentWords(Date.parse(checkedAt) + params['leftMs'], texts);
  // Beside its note a moment of today is said as one.
  if (check.code === 'backup' && typeof params['at'] === 'string')
    own['at'] = momentWords(Date.parse(params['at']), texts);
  for (const name of ['skewMs', 'delayMs']) {
    const value = params[name];
    if (typeof value === 'number') own[name] = exactDuration(value, texts);
  }
  if (typeof params['nextTryAt'] === 'string') {
    const ms = Math.max(0, Date.parse(params['nextTryAt']) - Date.parse(checkedAt));
    own['next'] = t('health.nextTry', { duration: texts.duration(Math.ceil(ms / 1000)) });
  } else own['next'] = '';
  return own;
}

/** What a newer server names is shown as it names it. */
function wordOr(t: Texts['t'], key: string, otherwise: string): string {
  const word = t(key as MessageKey);
  return word === key ? otherwise : word;
}

function momentWords(ms: number, { t, time, day, dayKey }: Texts): string {
  return dayKey(ms) === dayKey(Date.now()) ? t('health.today', { time: time(ms) }) : `${day(ms)} ${time(ms)}`;
}

/** `0,04 s` below ten seconds; beyond, as every duration. */
export function exactDuration(ms: number, { number, duration }: Pick<Texts, 'number' | 'duration'>): string {
  const size = Math.abs(ms);
  return size < 10_000 ? `${number(Math.round(size / 10) / 100)}\u00a0s` : duration(size / 1000);
}

function valueWords(texts: Texts): ValueWords {
  const { t, day, time, bytes, number, duration } = texts;
  return {
    moment: (at) => `${day(at)} ${time(at)}`,
    size: bytes,
    number,
    duration: (ms) => {
      if (ms > 10 * YEAR_MS) return t('health.yearsMany');
      if (ms >= YEAR_MS) return t('health.years', { count: Math.floor(ms / YEAR_MS) });
      if (ms >= 2 * MONTH_MS) return t('health.months', { count: Math.floor(ms / MONTH_MS) });
      return duration(ms / 1000);
    },
  };
}
