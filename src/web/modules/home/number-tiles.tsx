import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useMay, useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './number-tiles.module.css';

type Numbers = ReplyOf<typeof live.numbers>;
export type Days = 7 | 30 | 90;

/** Followers, subs, viewers with what changed in the period; last the money, or else the chat at this moment. */
export function NumberTiles({ days, money }: { days: Days; money: ReactNode }) {
  const mayRead = useMay('live.read');
  if (!mayRead) return money ? <section className={classes['alone']}>{money}</section> : null;
  return <ChannelTiles days={days} last={money ?? <ChatTile />} />;
}

function ChannelTiles({ days, last }: { days: Days; last: ReactNode }) {
  const { t } = useTexts();
  const numbers = useQuery(ask(live.numbers, { days }));
  if (numbers.error && !numbers.data) {
    return <ErrorStrip error={numbers.error} onRetry={() => void numbers.refetch()} />;
  }
  return (
    <section className={classes['tiles']}>
      <TotalTile name={t('home.followers')} series={numbers.data?.followers} days={days} />
      <TotalTile name={t('home.subscribers')} series={numbers.data?.subscribers} days={days} />
      <ViewersTile viewers={numbers.data?.viewers} />
      <div className={classes['cell']}>{last}</div>
    </section>
  );
}

/** A number that stands, and how it moved. */
function TotalTile({ name, series, days }: { name: string; series: Numbers['followers'] | undefined; days: Days }) {
  const { t, change, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  const changed = series?.change ?? null;
  // We only know what we recorded: a period that began before that is named by its real beginning.
  const first = series?.points[0];
  const isWhole = first !== undefined && nowMs - Date.parse(first.at) >= (days - 1) * 86_400_000;
  const note =
    series?.now === null
      ? t('home.unknown')
      : first === undefined
        ? t('home.noSamples')
        : isWhole
          ? t('home.inDays', { count: days })
          : t('home.sinceRecording', { time: dateTime(first.at, nowMs) });
  return (
    <Tile
      name={name}
      figure={series?.now}
      change={changed === null ? null : { sign: changed, text: change(changed) }}
      note={note}
      points={series?.points}
    />
  );
}

/** What a usual stream of the period had, against the period before. */
function ViewersTile({ viewers }: { viewers: Numbers['viewers'] | undefined }) {
  const { t, percent } = useTexts();
  const { average = null, changePercent = null, streams = 0, points } = viewers ?? {};
  const sign = Math.sign(changePercent ?? 0);
  return (
    <Tile
      name={t('home.viewers')}
      figure={average === null ? null : Math.round(average)}
      change={
        changePercent === null ? null : { sign, text: `${sign > 0 ? '+' : ''}${percent(Math.round(changePercent))}` }
      }
      note={streams === 0 ? t('home.noStreams') : t('home.ofStreams', { count: streams })}
      points={points}
    />
  );
}

interface TileProps {
  readonly name: string;
  readonly figure: number | null | undefined;
  readonly change: { readonly sign: number; readonly text: string } | null;
  readonly note: string;
  readonly points: Numbers['followers']['points'] | undefined;
}

function Tile({ name, figure, change, note, points }: TileProps) {
  const { settings } = useSettings();
  const label = settings.hideNumbers || !change ? name : `${name}: ${change.text} ${note}`;
  return (
    <div className={classes['tile']}>
      <h3>{name}</h3>
      <p className={classes['figure']}>
        <Figure value={figure} />
        {change ? (
          <span className={classes['change']} data-tone={change.sign > 0 ? 'up' : change.sign < 0 ? 'down' : 'same'}>
            <Figure value={null} text={change.text} />
          </span>
        ) : null}
      </p>
      <p className={classes['note']}>{note}</p>
      <div className={classes['line']}>
        <Sparkline points={points?.map(({ value }) => value) ?? []} label={label} />
      </div>
    </div>
  );
}

function ChatTile() {
  const { t } = useTexts();
  const state = useQuery(ask(live.state, {}));
  return (
    <div className={classes['tile']}>
      <h3>{t('home.chatNow')}</h3>
      <p className={classes['figure']}>
        <Figure value={state.data?.linesPerMinute} />
      </p>
      <p className={classes['note']}>
        {t('live.linesPerMinute')} · <Figure value={state.data?.chatters} /> {t('home.writing')}
      </p>
    </div>
  );
}
