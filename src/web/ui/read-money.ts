import type { Language } from '../../i18n/translator.ts';
import { type Currency, formatMoneyPlain, type Money, money } from '../../kernel/money.ts';

export type MoneyProblem = 'empty' | 'not-money' | 'too-many-decimals' | 'not-positive';

export type ReadMoney =
  | { readonly ok: true; readonly money: Money }
  | { readonly ok: false; readonly problem: MoneyProblem };

/** `digits / 10 ** scale`, exact. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const LENGTH_MAX = 60;

/**
 * Reads an amount as a person types it: `1.234,56`, `1234,56` and `1,234.56` in both languages, with or
 * without the currency, or a small sum (`19,99*3`, `5+2,50`). A lone point in German (a lone comma in
 * English) before exactly three digits groups. More decimals than the currency has are refused, never rounded.
 */
export function readMoney(text: string, currency: Currency, language: Language): ReadMoney {
  const clean = withoutCurrency(text, currency);
  if (clean === '') return { ok: false, problem: 'empty' };
  if (clean.length > LENGTH_MAX || !/^[\d.,+\-*]+$/.test(clean)) return { ok: false, problem: 'not-money' };
  const digitsOfCurrency = decimalsOf(currency);
  let sum: Decimal = { digits: 0n, scale: 0 };
  for (const { sign, factors } of termsOf(clean)) {
    let product: Decimal = { digits: sign, scale: 0 };
    for (const factor of factors) {
      const value = readDecimal(factor, language);
      if (!value) return { ok: false, problem: 'not-money' };
      // A price has no more decimals than the currency, even if they are zeros; a factor may.
      if (factors.length === 1 && value.scale > digitsOfCurrency) return { ok: false, problem: 'too-many-decimals' };
      product = { digits: product.digits * value.digits, scale: product.scale + value.scale };
    }
    sum = add(sum, product);
  }
  const minor = toScale(sum, digitsOfCurrency);
  if (minor === undefined) return { ok: false, problem: 'too-many-decimals' };
  return minor > 0n ? { ok: true, money: money(minor, currency) } : { ok: false, problem: 'not-positive' };
}

function withoutCurrency(text: string, currency: Currency): string {
  const signs: Partial<Record<Currency, string>> = { EUR: '€', USD: '$', GBP: '£' };
  let rest = text
    .replaceAll(/[\s\u00a0\u202f\u2009'’]/g, '')
    .replaceAll(/[×xX]/g, '*')
    .replaceAll('\u2212', '-');
  for (const name of [currency, signs[currency]]) {
    if (name === undefined) continue;
    if (rest.toUpperCase().startsWith(name)) rest = rest.slice(name.length);
    else if (rest.toUpperCase().endsWith(name)) rest = rest.slice(0, -name.length);
  }
  return rest;
}

function decimalsOf(currency: Currency): number {
  return formatMoneyPlain(money(0n, currency)).split('.')[1]?.length ?? 0;
}

function termsOf(text: string): { sign: bigint; factors: string[] }[] {
  // `-3` is read as a sum that begins with nothing, so that it is told to be too small, not to be no amount.
  const sum = text.startsWith('-') ? `0${text}` : text;
  return [...sum.matchAll(/(^|[+-])([^+-]*)/g)].map(([, sign, term = '']) => ({
    sign: sign === '-' ? -1n : 1n,
    factors: term.split('*'),
  }));
}

/** `undefined` for what is no number: `1.23,4`, `12.34.56`, nothing at all. */
function readDecimal(text: string, language: Language): Decimal | undefined {
  const mark = decimalMark(text, language);
  const at = mark === null ? -1 : text.lastIndexOf(mark);
  const whole = at < 0 ? text : text.slice(0, at);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  if (at >= 0 && !/^\d+$/.test(fraction)) return undefined;
  if (!/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/.test(whole)) return undefined;
  // `1.234.56`: what groups cannot also be the decimal mark.
  if (mark !== null && whole.includes(mark)) return undefined;
  return { digits: BigInt(whole.replaceAll(/[.,]/g, '') + fraction), scale: fraction.length };
}

function decimalMark(text: string, language: Language): ',' | '.' | null {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) return text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
  if (points + commas !== 1) return null;
  const mark = points === 1 ? '.' : ',';
  const grouping = language === 'de' ? '.' : ',';
  return mark === grouping && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? null : mark;
}

function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return {
    digits: left.digits * 10n ** BigInt(scale - left.scale) + right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  };
}

function toScale({ digits, scale }: Decimal, wanted: number): bigint | undefined {
  if (scale <= wanted) return digits * 10n ** BigInt(wanted - scale);
  const divisor = 10n ** BigInt(scale - wanted);
  return digits % divisor === 0n ? digits / divisor : undefined;
}
