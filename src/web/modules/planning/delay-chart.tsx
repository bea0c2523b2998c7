import { Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWidth } from '../../ui/use-width.ts';
import classes from './delay-chart.module.css';
import { type ComparisonRow, type Delay, delaysOf, scaleOf } from './review.ts';

const HEIGHT = 150;
const AXIS = 44;
const INSET = 8;

/** One bar per stream: how late it began, or how early. The same as a table by a switch. */
export function DelayChart({ rows }: { rows: readonly ComparisonRow[] }) {
  const { t, day, duration } = useTexts();
  const [isTable, setTable] = useState(false);
  const delays = delaysOf(rows);
  if (delays.length < 2) return null;
  const said = (minutes: number): string =>
    minutes === 0
      ? t('planning.review.onTime')
      : t(minutes > 0 ? 'planning.review.late' : 'planning.review.early', { time: duration(Math.abs(minutes) * 60) });
  const columns: Column<Delay>[] = [
    { key: 'stream', head: t('planning.review.stream'), cell: ({ title }) => title },
    { key: 'day', head: t('planning.review.plan'), width: 140, cell: ({ startsAt }) => day(startsAt) },
    { key: 'delay', head: t('planning.review.delays'), width: 180, align: 'end', cell: ({ minutes }) => said(minutes) },
  ];
  return (
    <Card
      title={t('planning.review.delays')}
      actions={
        <Switch
          size="sm"
          labelPosition="left"
          label={t('planning.review.asTable')}
          checked={isTable}
          onChange={(event) => setTable(event.currentTarget.checked)}
        />
      }
      flush={isTable}
    >
      {isTable ? (
        <DataTable label={t('planning.review.delays')} columns={columns} rows={delays} keyOf={({ key }) => key} />
      ) : (
        <Bars delays={delays} said={said} />
      )}
    </Card>
  );
}

function Bars({ delays, said }: { delays: readonly Delay[]; said: (minutes: number) => string }) {
  const { t, day } = useTexts();
  const navigate = useNavigate();
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const { low, high, step } = scaleOf(delays.map(({ minutes }) => minutes));
  const y = (minutes: number): number => INSET + ((high - minutes) / (high - low)) * (HEIGHT - 2 * INSET);
  const slot = (width - AXIS) / delays.length;
  const wide = Math.min(28, Math.max(3, slot * 0.62));
  const lines = Array.from({ length: (high - low) / step + 1 }, (_, index) => low + index * step);
  const late = delays.filter(({ minutes }) => minutes > 0).length;
  return (
    <div ref={ref} className={classes['chart']}>
      {width > 0 ? (
        <svg width={width} height={HEIGHT} role="img" aria-labelledby={id}>
          <title id={id}>{t('planning.review.chart', { count: delays.length, late, all: delays.length })}</title>
          {lines.map((minutes) => (
            <g key={minutes}>
              <line
                x1={AXIS}
                x2={width}
                y1={y(minutes)}
                y2={y(minutes)}
                className={classes[minutes === 0 ? 'zero' : 'rule']}
              />
              <text x={AXIS - 8} y={y(minutes) + 4} textAnchor="end" className={classes['tick']}>
                {minutes === high ? `${minutes} min` : String(minutes).replace('-', '−')}
              </text>
            </g>
          ))}
          {delays.map((delay, index) => {
            const x = AXIS + slot * index + (slot - wide) / 2;
            const top = Math.min(y(delay.minutes), y(0));
            const tall = Math.max(2, Math.abs(y(delay.minutes) - y(0)));
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the table below opens the same plans by keyboard
              <g
                key={delay.key}
                className={classes['bar']}
                onClick={() => void navigate({ to: '/planning', search: { stream: delay.key } })}
              >
                <title>{`${day(delay.startsAt)} ${delay.title}: ${said(delay.minutes)}`}</title>
                <rect x={AXIS + slot * index} y={0} width={slot} height={HEIGHT} className={classes['hit']} />
                <rect x={x} y={top} width={wide} height={tall} rx={2} className={classes['value']} />
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}
