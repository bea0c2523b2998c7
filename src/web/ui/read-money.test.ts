import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, type Currency, formatMoneyPlain, money } from '../../kernel/money.ts';
import { readMoney } from './read-money.ts';

type Language = 'de' | 'en';
const languages = fc.constantFrom<Language>('de', 'en');
const amounts = fc.bigInt({ min: 1n, max: 10n ** 18n });

const read = (text: string, language: Language = 'de', currency: Currency = 'EUR'): string => {
  const result = readMoney(text, currency, language);
  return result.ok ? formatMoneyPlain(result.money) : result.problem;
};

/** As a person of the language writes it. */
function written(minor: bigint, { mark, group }: { mark: string; group: string }): string {
  const [whole = '', fraction = ''] = formatMoneyPlain(money(minor, 'EUR')).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group)}${mark}${fraction}`;
}

describe('readMoney', () => {
  it('takes all three ways of writing in both languages', () => {
    for (const language of ['de', 'en'] as const) {
      expect(read('1.234,56', language)).toBe('1234.56');
      expect(read('1234,56', language)).toBe('1234.56');
      expect(read('1,234.56', language)).toBe('1234.56');
      expect(read('12,5', language)).toBe('12.50');
      expect(read('7', language)).toBe('7.00');
    }
  });

  it('groups by a lone point in German and by a lone comma in English, else it is the decimal mark', () => {
    expect([read('1.234', 'de'), read('1,234', 'en')]).toEqual(['1234.00', '1234.00']);
    expect([read('1.234', 'en'), read('1,234', 'de')]).toEqual(['too-many-decimals', 'too-many-decimals']);
    expect([read('1.23', 'de'), read('1,23', 'en')]).toEqual(['1.23', '1.23']);
    expect(read('0.123', 'de')).toBe('too-many-decimals');
    expect(read('1.234.567', 'en')).toBe('1234567.00');
  });

  it('refuses more decimals than the currency has, even zeros, and never rounds', () => {
    expect([read('1,999'), read('12,500'), read('0,005')]).toEqual(Array(3).fill('too-many-decimals'));
    expect([read('1,5', 'de', 'JPY'), read('1,234', 'de', 'KWD')]).toEqual(['too-many-decimals', '1.234']);
  });

  it('calculates exactly', () => {
    expect(read('19,99*3')).toBe('59.97');
    expect(read('0,1+0,2')).toBe('0.30');
    expect(read('100 - 0,01')).toBe('99.99');
    expect(read('2*3 + 4*0,5')).toBe('8.00');
    expect(read('8*0,125')).toBe('1.00');
    expect(read('19,99 × 1,5')).toBe('too-many-decimals');
  });

  it('looks past spaces and the currency', () => {
    expect([read('12,50 €'), read('€ 12,50'), read('EUR12,50'), read('1 234,50')]).toEqual([
      '12.50',
      '12.50',
      '12.50',
      '1234.50',
    ]);
    expect([read('12,50 $'), read('12 USD')]).toEqual(['not-money', 'not-money']);
  });

  it('refuses what is no amount', () => {
    const none = ['abc', '1,2,3', '1.23.45', '12.34,5.6', ',', '5+', '*3', '1e5', '--5', '1..2', '9'.repeat(70)];
    expect(none.map((text) => read(text))).toEqual(none.map(() => 'not-money'));
    expect([read(''), read('  '), read('€')]).toEqual(['empty', 'empty', 'empty']);
  });

  it('refuses zero and less, because the category says which way the money went', () => {
    expect([read('0'), read('0,00'), read('5-7'), read('-3')]).toEqual(Array(4).fill('not-positive'));
  });

  it('reads back whatever a person can write of an amount', () => {
    const ways = fc.constantFrom(
      { mark: ',', group: '.' },
      { mark: ',', group: '' },
      { mark: '.', group: ',' },
      { mark: ',', group: ' ' },
    );
    fc.assert(
      fc.property(amounts, languages, ways, (minor, language, way) => {
        expect(readMoney(written(minor, way), 'EUR', language)).toEqual({ ok: true, money: money(minor, 'EUR') });
      }),
    );
  });

  it('reads what files write, for every currency', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const text = formatMoneyPlain(money(minor, currency)).replace('.', ',');
        // Three decimals after one mark are a group in the other language only.
        expect(readMoney(text, currency, 'de')).toEqual({ ok: true, money: money(minor, currency) });
      }),
    );
  });

  it('adds and multiplies as integers do', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 99 }), (minors, by) => {
        const plain = (minor: bigint): string => written(minor, { mark: ',', group: '' });
        const sum = minors.reduce((a, b) => a + b, 0n);
        const text = minors.map(plain).join('+');
        if (text.length <= 60) expect(readMoney(text, 'EUR', 'de')).toEqual({ ok: true, money: money(sum, 'EUR') });
        const [first = 1n] = minors;
        expect(readMoney(`${plain(first)}*${by}`, 'EUR', 'de')).toEqual({
          ok: true,
          money: money(first * BigInt(by), 'EUR'),
        });
      }),
    );
  });

  it('never throws, and gives only amounts above zero', () => {
    const typed = fc.stringMatching(/^[0-9.,+*€ -]{0,40}$/);
    fc.assert(
      fc.property(typed, languages, (text, language) => {
        const result = readMoney(text, 'EUR', language);
        if (result.ok) expect(result.money.minor > 0n).toBe(true);
      }),
    );
  });
});
