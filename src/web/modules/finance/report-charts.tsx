import type { AmountView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ChartCard } from './chart-card.tsx';
import { EveningChart } from './evening-chart.tsx';
import { eveningRows, type StreamReport } from './evening-shape.ts';
import { SOURCE_COLOR, SOURCE_ORDER } from './source-look.ts';
import { useStepName, WaterfallChart } from './waterfall-chart.tsx';
import { waterfallBars } from './waterfall-shape.ts';

/** The evening over time, as picture or table. */
export function EveningCard({ report }: { report: StreamReport }) {
  const { t } = useTexts();
  const there = SOURCE_ORDER.filter((source) => report.points.some((point) => point.source === source));
  return (
    <ChartCard
      title={t('finance.report.evening')}
      legend={[
        { label: t('finance.report.viewersLine'), color: 'var(--lx-chart1)', look: 'line' },
        ...there.map((source) => ({
          label: t(`finance.sources.${source}`),
          color: SOURCE_COLOR[source],
          look: 'hatched' as const,
        })),
      ]}
      chart={<EveningChart report={report} />}
      table={<EveningTable report={report} />}
    />
  );
}

function EveningTable({ report }: { report: StreamReport }) {
  const { t, time } = useTexts();
  const nowMs = useNow(60_000);
  const there = SOURCE_ORDER.filter((source) => report.points.some((point) => point.source === source));
  return (
    <DataTable
      label={t('finance.report.evening')}
      rows={eveningRows(report, nowMs)}
      keyOf={({ fromMs }) => String(fromMs)}
      columns={[
        { key: 'time', head: t('finance.report.minute'), cell: ({ fromMs, toMs }) => `${time(fromMs)}–${time(toMs)}` },
        { key: 'category', head: t('finance.report.category'), cell: ({ category }) => category, isOptional: true },
        {
          key: 'viewers',
          head: t('finance.report.viewersLine'),
          align: 'end',
          cell: ({ viewers }) => <Figure value={viewers === null ? null : Math.round(viewers)} />,
        },
        ...there.map((source) => ({
          key: source,
          head: t(`finance.sources.${source}`),
          align: 'end' as const,
          cell: (row: ReturnType<typeof eveningRows>[number]) => {
            const part = row.parts.find((each) => each.source === source);
            return part ? <EstimatedMoney amounts={part.amount} isEnd /> : null;
          },
        })),
      ]}
    />
  );
}

/** From what viewers paid to what stays. */
export function WaterfallCard({ report, currency }: { report: StreamReport; currency: AmountView['currency'] | null }) {
  const { t } = useTexts();
  const stepName = useStepName();
  const bars = currency === null ? [] : waterfallBars(report, currency);
  if (currency === null || bars.length === 0) {
    return (
      <Card title={t('finance.report.waterfall')} flush>
        <EmptyState>{t('finance.report.waterfallEmpty')}</EmptyState>
      </Card>
    );
  }
  return (
    <ChartCard
      title={t('finance.report.waterfall')}
      note={t('finance.report.inCurrency', { currency })}
      legend={[
        ...(bars.some(({ isEstimated }) => !isEstimated)
          ? [{ label: t('finance.money.legendSettled'), color: 'var(--lx-text2)', look: 'solid' as const }]
          : []),
        { label: t('finance.money.legendEstimated'), color: 'var(--lx-text2)', look: 'hatched' },
      ]}
      chart={<WaterfallChart bars={bars} />}
      table={
        <DataTable
          label={t('finance.report.waterfall')}
          rows={bars}
          keyOf={({ step }) => step}
          columns={[
            {
              key: 'step',
              head: t('finance.report.stepName'),
              cell: ({ step, isTotal }) => (isTotal ? <strong>{stepName(step)}</strong> : stepName(step)),
            },
            {
              key: 'amount',
              head: t('finance.report.stepAmount'),
              align: 'end',
              cell: ({ amount, isEstimated }) =>
                isEstimated ? <EstimatedMoney amounts={amount} isEnd /> : <SettledMoney amounts={amount} isEnd />,
            },
          ]}
        />
      }
    />
  );
}
