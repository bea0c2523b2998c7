import { describe, expect, it } from 'vitest';
import { bestColumn, incomeColumns } from './income-shape.ts';

const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' as const });
const day = (
  name: string,
  ...estimated: { source: 'sub' | 'bits'; amount: { minor: string; currency: 'USD' | 'EUR' } }[]
) => ({
  day: name,
  estimated,
  income: [],
  expense: [],
});
const days = [
  day('2026-11-18', { source: 'sub', amount: usd(300) }, { source: 'bits', amount: usd(1200) }),
  day('2026-11-20', { source: 'sub', amount: usd(600) }, { source: 'sub', amount: { minor: '5', currency: 'EUR' } }),
];

describe('incomeColumns', () => {
  it('shows every day, also those without money', () => {
    const { currency, columns } = incomeColumns(days, { from: '2026-11-17', to: '2026-11-21', step: 'day' });
    expect(currency).toBe('USD');
    expect(columns.map(({ from, total }) => [from.slice(-2), total.minor])).toEqual([
      ['17', '0'],
      ['18', '1500'],
      ['19', '0'],
      ['20', '600'],
      ['21', '0'],
    ]);
    expect(columns[1]?.amounts.bits).toEqual(usd(1200));
  });

  it('adds weeks from Monday, the last one up to today', () => {
    const { columns } = incomeColumns(days, { from: '2026-11-11', to: '2026-11-21', step: 'week' });
    expect(columns.map(({ from, to, total }) => [from, to, total.minor])).toEqual([
      ['2026-11-09', '2026-11-15', '0'],
      ['2026-11-16', '2026-11-21', '2100'],
    ]);
  });

  it('crosses the change of the clocks without losing a day', () => {
    const { columns } = incomeColumns(days, { from: '2026-10-23', to: '2026-10-27', step: 'day' });
    expect(columns.map(({ from }) => from.slice(-2))).toEqual(['23', '24', '25', '26', '27']);
  });

  it('is empty where nothing came in', () => {
    expect(incomeColumns([], { from: '2026-11-01', to: '2026-11-22', step: 'day' })).toEqual({
      currency: null,
      columns: [],
    });
  });
});

describe('bestColumn', () => {
  it('is the one with the most money', () => {
    const { columns } = incomeColumns(days, { from: '2026-11-17', to: '2026-11-21', step: 'day' });
    expect(bestColumn(columns)?.from).toBe('2026-11-18');
    expect(bestColumn(columns.filter(({ total }) => total.minor === '0'))).toBeUndefined();
  });
});
