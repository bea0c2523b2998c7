import { Link } from '@tanstack/react-router';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import type { StreamReport } from './evening-shape.ts';

const WINDOW_MS = 30 * 60_000;

/** One remark that was computed, with its figures, and the rows behind them. */
export function ReportInsight({
  report,
  insight,
}: {
  report: StreamReport;
  insight: NonNullable<StreamReport['insight']>;
}) {
  const { t, time, money, percent } = useTexts();
  const { settings } = useSettings();
  const hide = (text: string): string => (settings.hideNumbers ? '•••' : text);
  return (
    <span>
      {t(`finance.report.insight.${insight.kind}`, {
        time: time(insight.at),
        amount: hide(`≈\u202f${money(insight.amount)}`),
        money: hide(percent(Math.round(insight.moneyPercent))),
        share: percent(Math.round(insight.timePercent)),
      })}{' '}
      <Link
        to="/finance/rows"
        search={{
          stream: report.broadcast.id,
          from: insight.at,
          to: new Date(Date.parse(insight.at) + WINDOW_MS).toISOString(),
        }}
        style={{ color: 'var(--lx-act-text)' }}
      >
        {t('finance.report.openRows')}
      </Link>
    </span>
  );
}
