import { useId } from 'react';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { HatchPattern } from './hatch.tsx';
import classes from './waterfall-chart.module.css';
import { type WaterfallBar, type WaterfallStep, waterfallRange } from './waterfall-shape.ts';

const HEIGHT = 260;
const TOP = 26;
const BOTTOM = 40;

/** What viewers paid on the left, what stays on the right, and every step between. */
export function WaterfallChart({ bars }: { bars: readonly WaterfallBar[] }) {
  const { t, money, moneyDigits } = useTexts();
  const { settings } = useSettings();
  const [ref, width] = useWidth<HTMLDivElement>();
  const stepName = useStepName();
  const id = useId();
  const { low, high } = waterfallRange(bars);
  const y = (minor: number): number => TOP + ((high - minor) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const slot = width / Math.max(1, bars.length);
  const wide = Math.min(64, slot - 14);
  const show = (bar: WaterfallBar): string => {
    if (settings.hideNumbers) return '•••';
    const digits = moneyDigits(bar.amount);
    return bar.isTotal || digits.startsWith('−') ? digits : `+${digits}`;
  };
  const paid = bars[0];
  const left = bars.at(-1);
  const label =
    settings.hideNumbers || !paid || !left
      ? t('common.hidden')
      : t('finance.report.waterfallFinding', { paid: money(paid.amount), left: money(left.amount) });
  return (
    <div ref={ref} className={classes['chart']}>
      {width > 0 ? (
        <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
          <defs>
            {bars.map((bar) => (
              <HatchPattern key={bar.step} id={`${id}${bar.step}`} color={colorOf(bar)} />
            ))}
          </defs>
          {bars.map((bar, index) => {
            const x = index * slot + (slot - wide) / 2;
            const height = Math.max(2, y(bar.low) - y(bar.high));
            return (
              <g key={bar.step}>
                {index < bars.length - 1 ? (
                  <line x1={x + wide} x2={x + slot} y1={y(bar.end)} y2={y(bar.end)} className={classes['step']} />
                ) : null}
                <rect
                  x={x + 0.5}
                  y={y(bar.high)}
                  width={wide - 1}
                  height={height}
                  rx={2.5}
                  fill={bar.isEstimated ? `url(#${id}${bar.step})` : colorOf(bar)}
                  stroke={colorOf(bar)}
                />
                <text
                  x={x + wide / 2}
                  y={y(bar.high) - 7}
                  textAnchor="middle"
                  className={classes['value']}
                  data-total={bar.isTotal || undefined}
                >
                  {show(bar)}
                </text>
                {wrap(stepName(bar.step), slot).map((line, row) => (
                  <text
                    key={line}
                    x={x + wide / 2}
                    y={HEIGHT - BOTTOM + 16 + row * 14}
                    textAnchor="middle"
                    className={classes['name']}
                  >
                    {line}
                  </text>
                ))}
              </g>
            );
          })}
          <line x1={0} x2={width} y1={y(0)} y2={y(0)} className={classes['base']} />
        </svg>
      ) : null}
    </div>
  );
}

export function useStepName(): (step: WaterfallStep) => string {
  const { t } = useTexts();
  return (step) => {
    if (step === 'booked') return t('finance.report.bookedIn');
    if (step === 'costs') return t('finance.report.costs');
    if (step === 'stays') return t('finance.report.stays');
    return t(`finance.report.step.${step}`);
  };
}

function colorOf(bar: WaterfallBar): string {
  if (bar.step === 'stays') return 'var(--lx-ok)';
  if (bar.isTotal) return 'var(--lx-chart1)';
  return BigInt(bar.amount.minor) < 0n ? 'var(--lx-bad-text)' : 'var(--lx-ok)';
}

/** At most two lines of words under a bar. */
function wrap(text: string, width: number): string[] {
  const room = Math.floor(width / 5.6);
  if (text.length <= room) return [text];
  const words = text.split(' ');
  let first = '';
  while (words.length > 1 && `${first} ${words[0]}`.trim().length <= room) first = `${first} ${words.shift()}`.trim();
  if (first === '') first = words.shift() ?? '';
  return [first, words.join(' ')].filter(Boolean);
}
