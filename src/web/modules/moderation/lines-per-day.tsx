import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './lines-per-day.module.css';
import type { ViewerCardView } from './viewer-head.tsx';

const HEIGHT = 46;
const STEP = 8;
const BAR = 6;

/** Messages per day; days with an act against the person stand out by colour and by a foot. */
export function LinesPerDay({ days }: { days: ViewerCardView['linesPerDay'] }) {
  const { t, day } = useTexts();
  const { settings } = useSettings();
  const most = Math.max(1, ...days.map(({ lines }) => lines));
  const total = days.reduce((sum, { lines }) => sum + lines, 0);
  const label = settings.hideNumbers ? t('common.hidden') : t('moderation.card.perDay', { count: total });
  const hasAct = days.some(({ hasAction }) => hasAction);
  const width = days.length * STEP;
  return (
    <div className={classes['chart']}>
      <svg viewBox={`0 0 ${width} ${HEIGHT + 4}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {days.map(({ day: key, lines, hasAction }, index) => {
          const high = lines === 0 ? (hasAction ? 2 : 1) : Math.max(3, (lines / most) * HEIGHT);
          return (
            <g key={key} data-act={hasAction || undefined} data-none={lines === 0 || undefined}>
              <title>
                {settings.hideNumbers
                  ? day(`${key}T12:00:00Z`)
                  : `${day(`${key}T12:00:00Z`)} · ${t('moderation.card.lines', { count: lines })}`}
              </title>
              <rect x={index * STEP} y={HEIGHT - high} width={BAR} height={high} rx={1.5} />
              {hasAction ? <rect x={index * STEP} y={HEIGHT + 2} width={BAR} height={2} /> : null}
            </g>
          );
        })}
      </svg>
      <div className={classes['ends']}>
        <span>{days[0] ? day(`${days[0].day}T12:00:00Z`) : ''}</span>
        <span>{t('common.today')}</span>
      </div>
      {hasAct ? (
        <div className={classes['legend']}>
          <span aria-hidden="true" />
          {t('moderation.card.daysWithAction')}
        </div>
      ) : null}
    </div>
  );
}
