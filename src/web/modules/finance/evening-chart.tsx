import { Link } from '@tanstack/react-router';
import { type PointerEvent, useId, useMemo, useState } from 'react';
import { REVENUE_SOURCES } from '../../../contract/finance.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWidth } from '../../ui/use-width.ts';
import { sizeOf } from './amounts.ts';
import { Swatch } from './chart-card.tsx';
import classes from './evening-chart.module.css';
import { type EveningShape, eveningShape, type StreamReport, viewersAt } from './evening-shape.ts';
import { HatchPattern } from './hatch.tsx';
import { SOURCE_COLOR } from './source-look.ts';
import { useMarkText } from './stream-marks.ts';

/** Room for the longest label, `US$2.50`. */
const LEFT = 56;
const RIGHT = 10;
const VIEWERS = { top: 24, bottom: 152 };
const MONEY = { top: 172, bottom: 240 };
const BAND = { top: 250, bottom: 268 };
const HEIGHT = 290;
/** Marks with words; the rest are told on hover. */
const MARKS_MAX = 4;

/** Viewers over money over category on one time axis; each bar opens its rows. */
export function EveningChart({ report }: { report: StreamReport }) {
  const { t, time, number, money } = useTexts();
  const { settings } = useSettings();
  const nowMs = useNow(60_000);
  const [ref, width] = useWidth<HTMLDivElement>();
  const [atMs, setAtMs] = useState<number | null>(null);
  const barsMax = Math.max(8, Math.floor((width - LEFT - RIGHT) / 11));
  const shape = useMemo(() => eveningShape(report, nowMs, barsMax), [report, nowMs, barsMax]);
  const x = (ms: number): number => LEFT + ((ms - shape.fromMs) / (shape.toMs - shape.fromMs)) * (width - LEFT - RIGHT);
  const onMove = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>): void => {
    const share = (clientX - currentTarget.getBoundingClientRect().left - LEFT) / (width - LEFT - RIGHT);
    setAtMs(
      share < -0.02 || share > 1.02
        ? null
        : shape.fromMs + Math.min(1, Math.max(0, share)) * (shape.toMs - shape.fromMs),
    );
  };
  const { peakViewers } = report.broadcast;
  const finding = [
    peakViewers !== null && report.report.peakAt
      ? t('finance.report.findingPeak', {
          count: peakViewers,
          viewers: number(peakViewers),
          time: time(report.report.peakAt),
        })
      : null,
    ...report.estimated.map((amount) =>
      t('finance.report.findingMoney', {
        amount: money(amount),
        count: report.points.length,
        events: number(report.points.length),
      }),
    ),
  ];
  return (
    <div ref={ref} className={classes['chart']} onPointerMove={onMove} onPointerLeave={() => setAtMs(null)}>
      {width > 0 ? (
        <>
          <Picture
            shape={shape}
            report={report}
            width={width}
            x={x}
            atMs={atMs}
            label={settings.hideNumbers ? t('common.hidden') : finding.filter(Boolean).join(', ')}
          />
          {shape.bars.map((bar) => {
            const left = x(bar.fromMs);
            return (
              <Link
                key={bar.fromMs}
                to="/finance/rows"
                search={{
                  stream: report.broadcast.id,
                  from: new Date(bar.fromMs).toISOString(),
                  to: new Date(bar.toMs).toISOString(),
                }}
                className={classes['bar']}
                style={{
                  left,
                  width: Math.max(8, x(bar.toMs) - left),
                  top: MONEY.top - 6,
                  height: MONEY.bottom - MONEY.top + 6,
                }}
                onFocus={() => setAtMs((bar.fromMs + bar.toMs) / 2)}
                onBlur={() => setAtMs(null)}
                aria-label={t('finance.report.selectBar', {
                  time: time(bar.fromMs),
                  amount: settings.hideNumbers ? t('common.hidden') : money(bar.total),
                })}
              />
            );
          })}
          {shape.viewers.length < 2 ? (
            <span className={classes['empty']} style={{ left: LEFT, top: VIEWERS.top + 40 }}>
              {t('finance.report.noViewersHere')}
            </span>
          ) : null}
          {shape.bars.length === 0 ? (
            <span className={classes['empty']} style={{ left: LEFT, top: MONEY.top + 22 }}>
              {t('finance.report.noMoneyHere')}
            </span>
          ) : null}
          {atMs === null ? null : <Tip shape={shape} report={report} atMs={atMs} left={x(atMs)} width={width} />}
        </>
      ) : null}
    </div>
  );
}

interface PictureProps {
  readonly shape: EveningShape;
  readonly report: StreamReport;
  readonly width: number;
  readonly x: (ms: number) => number;
  readonly atMs: number | null;
  readonly label: string;
}

function Picture({ shape, report, width, x, atMs, label }: PictureProps) {
  const { time, number, money } = useTexts();
  const { settings } = useSettings();
  const markText = useMarkText();
  const id = useId();
  const viewersY = (value: number): number =>
    VIEWERS.bottom - (value / shape.viewersTop) * (VIEWERS.bottom - VIEWERS.top);
  const moneyHeight = (minor: number): number => (minor / shape.moneyTop) * (MONEY.bottom - MONEY.top);
  const line = shape.viewers
    .map(({ atMs: ms, value }) => `${x(ms).toFixed(1)},${viewersY(value).toFixed(1)}`)
    .join(' ');
  const end = width - RIGHT;
  const hovered = atMs === null ? null : viewersAt(shape, atMs);
  const named = report.report.marks.slice(0, MARKS_MAX);
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      <defs>
        {REVENUE_SOURCES.map((source) => (
          <HatchPattern key={source} id={`${id}${source}`} color={SOURCE_COLOR[source]} />
        ))}
      </defs>
      {[1, 2, 3].map((step) => {
        const value = (shape.viewersTop / 3) * step;
        return (
          <g key={step}>
            <line x1={LEFT} x2={end} y1={viewersY(value)} y2={viewersY(value)} className={classes['rule']} />
            <text x={LEFT - 8} y={viewersY(value) + 4} textAnchor="end" className={classes['tick']}>
              {settings.hideNumbers ? '•••' : number(value)}
            </text>
          </g>
        );
      })}
      <line x1={LEFT} x2={end} y1={VIEWERS.bottom} y2={VIEWERS.bottom} className={classes['base']} />
      {shape.viewers.length > 1 ? (
        <>
          <polygon
            points={`${x(shape.viewers[0]?.atMs ?? 0)},${VIEWERS.bottom} ${line} ${x(shape.viewers.at(-1)?.atMs ?? 0)},${VIEWERS.bottom}`}
            className={classes['area']}
          />
          <polyline points={line} className={classes['line']} />
        </>
      ) : null}
      {shape.currency === null
        ? null
        : [1, 2].map((step) => {
            const minor = (shape.moneyTop / 2) * step;
            const y = MONEY.bottom - moneyHeight(minor);
            return (
              <g key={step}>
                <line x1={LEFT} x2={end} y1={y} y2={y} className={classes['rule']} />
                <text x={LEFT - 8} y={y + 4} textAnchor="end" className={classes['tick']}>
                  {settings.hideNumbers
                    ? '•••'
                    : shortMoney(money({ minor: String(minor), currency: shape.currency ?? 'EUR' }))}
                </text>
              </g>
            );
          })}
      <line x1={LEFT} x2={end} y1={MONEY.bottom} y2={MONEY.bottom} className={classes['base']} />
      {shape.bars.map((bar) => {
        const slot = x(bar.toMs) - x(bar.fromMs);
        const wide = Math.max(4, Math.min(10, slot - 2));
        const left = x(bar.fromMs) + Math.max(0, (slot - wide) / 2);
        let top = MONEY.bottom;
        return bar.parts.map(({ source, amount }) => {
          const height = Math.max(2, moneyHeight(sizeOf(amount)));
          top -= height;
          return (
            <rect
              key={`${bar.fromMs}${source}`}
              x={left}
              y={top + 0.5}
              width={wide}
              height={Math.max(1, height - 1)}
              rx={1.5}
              fill={`url(#${id}${source})`}
              stroke={SOURCE_COLOR[source]}
            />
          );
        });
      })}
      {report.report.marks.map((mark) => {
        const left = x(Date.parse(mark.at));
        return (
          <line
            key={`${mark.kind}${mark.at}`}
            x1={left}
            x2={left}
            y1={VIEWERS.top - 12}
            y2={MONEY.bottom}
            className={classes['mark']}
            data-kind={mark.kind}
          />
        );
      })}
      {placeLabels(
        named.map((mark) => ({ mark, left: x(Date.parse(mark.at)), text: markText(mark) })),
        end,
      ).map(({ mark, left, text, isEnd }) => (
        <text
          key={`${mark.kind}${mark.at}`}
          x={isEnd ? left - 6 : left + 6}
          y={VIEWERS.top - 8}
          textAnchor={isEnd ? 'end' : 'start'}
          className={classes['markLabel']}
          data-kind={mark.kind}
        >
          {text}
        </text>
      ))}
      {shape.parts.map((part) => {
        const left = x(part.fromMs) + 1;
        const wide = Math.max(2, x(part.toMs) - left - 1);
        return (
          <svg key={part.fromMs} x={left} y={BAND.top} width={wide} height={BAND.bottom - BAND.top} aria-hidden="true">
            <title>{part.category}</title>
            <rect width={wide} height={BAND.bottom - BAND.top} rx={3} className={classes['band']} />
            {wide > part.category.length * 5.2 + 14 ? (
              <text x={8} y={13} className={classes['bandLabel']}>
                {part.category}
              </text>
            ) : null}
          </svg>
        );
      })}
      {shape.ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 4} textAnchor="middle" className={classes['tick']}>
          {x(tick) > LEFT + 12 && x(tick) < end - 10 ? time(tick) : ''}
        </text>
      ))}
      {atMs === null ? null : (
        <>
          <line x1={x(atMs)} x2={x(atMs)} y1={VIEWERS.top - 4} y2={BAND.top} className={classes['cross']} />
          {hovered === null ? null : <circle cx={x(atMs)} cy={viewersY(hovered)} r={4} className={classes['dot']} />}
        </>
      )}
    </svg>
  );
}

interface TipProps {
  readonly shape: EveningShape;
  readonly report: StreamReport;
  readonly atMs: number;
  readonly left: number;
  readonly width: number;
}

function Tip({ shape, report, atMs, left, width }: TipProps) {
  const { t, time, number, money } = useTexts();
  const { settings } = useSettings();
  const markText = useMarkText();
  const hide = (text: string): string => (settings.hideNumbers ? '•••' : text);
  const viewers = viewersAt(shape, atMs);
  const bar = shape.bars.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const part = shape.parts.findLast(({ fromMs }) => fromMs <= atMs);
  const marks = report.report.marks.filter(
    ({ at }) => Math.abs(Date.parse(at) - atMs) < (shape.toMs - shape.fromMs) / 60,
  );
  return (
    <div
      className={classes['tip']}
      style={left > width / 2 ? { right: width - left + 10 } : { left: left + 10 }}
      aria-hidden="true"
    >
      <b className="num">{time(atMs)}</b> <span className={classes['quiet']}>{part?.category}</span>
      <dl>
        {viewers === null ? null : (
          <div>
            <dt>
              <Swatch color="var(--lx-chart1)" look="line" />
              {t('finance.report.viewersLine')}
            </dt>
            <dd className="num">{hide(number(viewers))}</dd>
          </div>
        )}
        {bar?.parts.map(({ source, amount }) => (
          <div key={source}>
            <dt>
              <Swatch color={SOURCE_COLOR[source]} look="hatched" />
              {t(`finance.sources.${source}`)}
            </dt>
            <dd className="num">{hide(`≈\u202f${money(amount)}`)}</dd>
          </div>
        ))}
      </dl>
      {marks.map((mark) => (
        <div key={mark.at}>{markText(mark)}</div>
      ))}
    </div>
  );
}

/** Words stand right of their line, left of it at the edge, and not at all where two would meet. */
function placeLabels<T extends { left: number; text: string }>(
  labels: readonly T[],
  end: number,
): (T & { isEnd: boolean })[] {
  const placed: (T & { isEnd: boolean; from: number; to: number })[] = [];
  for (const label of labels) {
    const wide = label.text.length * 6 + 10;
    const isEnd = label.left + wide > end;
    const from = isEnd ? label.left - wide : label.left;
    if (from < 0 || placed.some((other) => from < other.to && from + wide > other.from)) continue;
    placed.push({ ...label, isEnd, from, to: from + wide });
  }
  return placed;
}

/** `10,00 €` → `10 €` on an axis whose steps are whole. */
function shortMoney(text: string): string {
  return text.replace(/[.,]00(?!\d)/, '');
}
