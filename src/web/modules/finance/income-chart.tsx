import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { AmountView } from '../../../contract/finance.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import type { Tokens } from '../../theme/tokens.ts';
import { Chart, hatched } from '../../ui/chart.tsx';
import type { ChartOption } from '../../ui/chart-engine.ts';
import { sizeOf } from './amounts.ts';
import { shiftDay, startOfDay } from './day-bounds.ts';
import { bestColumn, type IncomeColumn } from './income-shape.ts';
import { SOURCE_ORDER } from './source-look.ts';

interface IncomeChartProps {
  readonly columns: readonly IncomeColumn[];
  readonly currency: AmountView['currency'];
  readonly step: 'day' | 'week';
}

const HEIGHT = 236;
const COLORS = { sub: 'chart1', gift: 'chart2', prime: 'chart6', bits: 'chart7' } as const;

/** Estimates by day or week, stacked by source; a column opens its rows. */
export function IncomeChart({ columns, currency, step }: IncomeChartProps) {
  const { t, zone, money, calendarDay, calendarDayMonth } = useTexts();
  const { settings } = useSettings();
  const navigate = useNavigate();
  const { hideNumbers } = settings;
  const best = bestColumn(columns);
  const withMoney = columns.filter(({ total }) => BigInt(total.minor) > 0n).length;
  const label =
    hideNumbers || !best
      ? t('common.hidden')
      : t(step === 'week' ? 'finance.overview.weeksFinding' : 'finance.overview.chartFinding', {
          count: withMoney,
          day: calendarDay(best.from),
          amount: money(best.total),
        });

  const option = useCallback(
    (colors: Tokens): ChartOption => {
      const nameOf = (column: IncomeColumn): string =>
        step === 'week'
          ? t('finance.overview.weekOf', { day: calendarDayMonth(column.from) })
          : calendarDay(column.from);
      const moneyOf = (value: number): string =>
        hideNumbers ? '•••' : money({ minor: String(Math.round(value)), currency }).replace(/[.,]00(?!\d)/, '');
      return {
        animation: false,
        textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
        aria: { enabled: false },
        grid: { left: 52, right: 8, top: 12, bottom: 26 },
        xAxis: {
          type: 'category',
          data: columns.map((column) => calendarDayMonth(column.from)),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colors.border } },
          axisLabel: { color: colors.text3, fontSize: 11, hideOverlap: true },
        },
        yAxis: {
          type: 'value',
          splitNumber: 3,
          axisLabel: { color: colors.text3, fontSize: 11, formatter: moneyOf },
          splitLine: { lineStyle: { color: colors.line } },
        },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow', z: 0, shadowStyle: { color: colors.hover, opacity: 0.6 } },
          backgroundColor: colors.overlay,
          borderColor: colors.border,
          textStyle: { color: colors.text, fontSize: 12 },
          confine: true,
          // Text nodes, not HTML: nothing of it comes from outside, and nothing ever could.
          formatter: (given) => {
            const index = (Array.isArray(given) ? given[0] : given)?.dataIndex ?? 0;
            const column = columns[index];
            return column ? tipOf(column, { title: nameOf(column), colors, t, hide: hideNumbers, money }) : '';
          },
        },
        series: SOURCE_ORDER.map((source) => ({
          type: 'bar' as const,
          name: source,
          stack: 'money',
          barMaxWidth: 26,
          barMinHeight: 0,
          itemStyle: hatched(colors[COLORS[source]]),
          emphasis: { disabled: true },
          cursor: 'pointer',
          data: columns.map((column) => {
            const size = sizeOf(column.amounts[source]);
            return size === 0 ? '-' : size;
          }),
        })),
      };
    },
    [columns, currency, step, hideNumbers, t, money, calendarDay, calendarDayMonth],
  );

  return (
    <Chart
      label={label}
      height={HEIGHT}
      option={option}
      onOpen={(index) => {
        const column = columns[index];
        if (!column || BigInt(column.total.minor) === 0n) return;
        void navigate({
          to: '/finance/rows',
          search: { from: startOfDay(column.from, zone), to: startOfDay(shiftDay(column.to, 1), zone) },
        });
      }}
    />
  );
}

interface TipWords {
  readonly title: string;
  readonly colors: Tokens;
  readonly t: ReturnType<typeof useTexts>['t'];
  readonly hide: boolean;
  readonly money: (amount: AmountView) => string;
}

function tipOf(column: IncomeColumn, { title, t, hide, money }: TipWords): HTMLElement {
  const box = document.createElement('div');
  const line = (text: string, value: string, isStrong: boolean): void => {
    const row = document.createElement('div');
    row.style.cssText = `display:flex;justify-content:space-between;gap:20px;line-height:18px;${isStrong ? 'font-weight:600' : ''}`;
    const left = document.createElement('span');
    left.textContent = text;
    const right = document.createElement('span');
    right.textContent = value;
    row.append(left, right);
    box.append(row);
  };
  const about = (amount: AmountView): string => (hide ? '•••' : `≈\u202f${money(amount)}`);
  line(title, about(column.total), true);
  for (const source of SOURCE_ORDER) {
    const amount = column.amounts[source];
    if (BigInt(amount.minor) !== 0n) line(t(`finance.sources.${source}`), about(amount), false);
  }
  return box;
}
