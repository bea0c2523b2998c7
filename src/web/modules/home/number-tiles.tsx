import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './number-tiles.module.css';

type Series = ReplyOf<typeof live.numbers>['followers'];

/** Followers, subs, viewers with what changed in the period, and the chat at this moment. */
export function NumberTiles({ className, days }: { className?: string | undefined; days: 7 | 30 | 90 }) {
  const { t } = useTexts();
  const numbers = useQuery(ask(live.numbers, { days }));
  const state = useQuery(ask(live.state, {}));
  if (numbers.error && !numbers.data) {
    return (
      <div className={className}>
        <ErrorStrip error={numbers.error} onRetry={() => void numbers.refetch()} />
      </div>
    );
  }
  return (
    <section className={[classes['tiles'], className].filter(Boolean).join(' ')}>
      <Tile name={t('home.followers')} series={numbers.data?.followers} days={days} />
      <Tile name={t('home.subscribers')} series={numbers.data?.subscribers} days={days} />
      <Tile name={t('home.viewers')} series={numbers.data?.viewers} days={days} isAverage />
      <div className={classes['tile']}>
        <h3>{t('home.chatNow')}</h3>
        <p className={classes['figure']}>
          <Figure value={state.data?.linesPerMinute} />
        </p>
        <p className={classes['note']}>
          {t('live.linesPerMinute')} · <Figure value={state.data?.chatters} /> {t('home.writing')}
        </p>
      </div>
    </section>
  );
}

interface TileProps {
  readonly name: string;
  readonly series: Series | undefined;
  readonly days: number;
  /** The mean of the period instead of the newest value, which stands beside it. */
  readonly isAverage?: boolean;
}

function Tile({ name, series, days, isAverage }: TileProps) {
  const { t, change, dateTime, number } = useTexts();
  const nowMs = useNow(60_000);
  const { settings } = useSettings();
  const points = series?.points.map((point) => point.value) ?? [];
  const changed = series?.change ?? null;
  const mean = points.length === 0 ? null : Math.round(points.reduce((sum, value) => sum + value, 0) / points.length);
  const label = settings.hideNumbers ? name : `${name}: ${changed === null ? t('home.noSamples') : change(changed)}`;
  let note: ReactNode = t('home.noSamples');
  // We only know what we recorded: a period that began before that is named by its real beginning.
  const first = series?.points[0];
  const isWhole = first !== undefined && nowMs - Date.parse(first.at) >= (days - 1) * 86_400_000;
  if (changed !== null && first) {
    note = isWhole ? t('home.inDays', { count: days }) : t('home.sinceRecording', { time: dateTime(first.at, nowMs) });
  }
  return (
    <div className={classes['tile']}>
      <h3>{name}</h3>
      {isAverage ? (
        <span className={classes['change']}>
          {series?.now === null || series === undefined || settings.hideNumbers
            ? null
            : t('home.currently', { count: number(series.now) })}
        </span>
      ) : changed === null ? null : (
        <span className={classes['change']} data-tone={changed > 0 ? 'up' : changed < 0 ? 'down' : 'same'}>
          <Figure value={changed} isChange />
        </span>
      )}
      <p className={classes['figure']}>
        <Figure value={isAverage ? mean : series?.now} />
      </p>
      <p className={classes['note']}>{series?.now === null ? t('home.unknown') : note}</p>
      <div className={classes['line']}>
        <Sparkline points={points} label={label} />
      </div>
    </div>
  );
}
