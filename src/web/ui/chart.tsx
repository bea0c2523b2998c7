import { Skeleton } from '@mantine/core';
import type { BarSeriesOption } from 'echarts/charts';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Tokens } from '../theme/tokens.ts';
import classes from './chart.module.css';
import { useChartColors } from './chart-colors.ts';
import type { ChartOption, init } from './chart-engine.ts';

interface ChartProps {
  /** The finding in one sentence, for screen readers. */
  readonly label: string;
  readonly height: number;
  /** What is drawn, in the colours of the scheme. */
  readonly option: (colors: Tokens) => ChartOption;
  /** A column was clicked, or chosen by the keyboard. */
  readonly onOpen?: (index: number) => void;
}

type Engine = ReturnType<typeof init>;

/** A picture by ECharts; the library is loaded when the first one is shown. */
export function Chart({ label, height, option, onOpen }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const colors = useChartColors();
  const open = useEffectEvent((index: number) => onOpen?.(index));

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let made: Engine | undefined;
    let isGone = false;
    const observer = new ResizeObserver(() => made?.resize());
    void import('./chart-engine.ts').then(({ init: start }) => {
      if (isGone) return;
      made = start(element, null, { renderer: 'svg' });
      // The whole column is the door, not only its ink.
      made.getZr().on('click', ({ offsetX, offsetY }) => {
        if (!made?.containPixel('grid', [offsetX, offsetY])) return;
        const place = made.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
        if (Array.isArray(place) && typeof place[0] === 'number') open(Math.round(place[0]));
      });
      observer.observe(element);
      setEngine(made);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      made?.dispose();
      setEngine(null);
    };
  }, []);

  useEffect(() => {
    engine?.setOption(option(colors), { notMerge: true });
  }, [engine, option, colors]);

  return (
    <div className={classes['chart']} style={{ height }} role="img" aria-label={label}>
      {engine ? null : <Skeleton className={classes['tip'] ?? ''} height={height} />}
      <div ref={box} className={classes['box']} aria-hidden="true" />
    </div>
  );
}

/** 45° hatching over a thin ground: estimated money. */
export function hatched(color: string): NonNullable<BarSeriesOption['itemStyle']> {
  return {
    color: `${color}29`,
    borderColor: color,
    borderWidth: 1,
    decal: {
      symbol: 'rect',
      color: `${color}8c`,
      dashArrayX: [1, 0],
      dashArrayY: [2, 4],
      rotation: -Math.PI / 4,
    },
  };
}
