import { describe, expect, it } from 'vitest';
import { fileAddress, isWholeMonth, monthsBack, NO_CHIPS, periodOf, requestOf } from './ledger-filter.ts';

const TODAY = '2026-11-22';
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('periodOf', () => {
  it('is this month by itself', () => {
    expect(periodOf({}, TODAY)).toEqual(NOVEMBER);
    expect(isWholeMonth(NOVEMBER)).toBe(true);
  });

  it('is what the address says', () => {
    expect(periodOf({ from: '2026-10-05', to: '2026-10-20' }, TODAY)).toEqual({ from: '2026-10-05', to: '2026-10-20' });
    expect(periodOf({ from: '2026-10-05' }, TODAY)).toEqual({ from: '2026-10-05', to: TODAY });
    expect(periodOf({ from: 'all' }, TODAY)).toBeNull();
  });

  it('has no limit for an entry or a stream that is asked for', () => {
    expect([periodOf({ entry: 'ent_1' }, TODAY), periodOf({ stream: 4 }, TODAY)]).toEqual([null, null]);
    expect(periodOf({ entry: 'ent_1', ...NOVEMBER }, TODAY)).toEqual(NOVEMBER);
  });
});

describe('requestOf', () => {
  it('asks only for what is set', () => {
    expect(requestOf({}, NO_CHIPS, TODAY)).toEqual({ book: 'tax', ...NOVEMBER });
    expect(
      requestOf(
        { book: 'management', from: 'all', direction: 'income', stream: 7 },
        { text: ' 12,50 ', category: 'tips', state: 'draft', withoutReceipt: true },
        TODAY,
      ),
    ).toEqual({
      book: 'management',
      direction: 'income',
      broadcastId: 7,
      category: 'tips',
      state: 'draft',
      withoutReceipt: true,
      text: '12,50',
    });
  });
});

describe('fileAddress', () => {
  it('downloads the list as it is filtered', () => {
    expect(fileAddress('csv', requestOf({}, { ...NO_CHIPS, text: 'ä&b' }, TODAY), 'de')).toBe(
      '/api/finance/entries.csv?language=de&book=tax&from=2026-11-01&to=2026-11-30&text=%C3%A4%26b',
    );
  });
});

describe('monthsBack', () => {
  it('begins with this month', () => {
    expect(monthsBack(TODAY, 3).map(({ from }) => from)).toEqual(['2026-11-01', '2026-10-01', '2026-09-01']);
  });
});
