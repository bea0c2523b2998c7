/** One line of the table. */
export interface Figure {
  readonly what: string;
  /** What we promise ourselves; empty where a figure is only for comparison. */
  readonly bar: string;
  readonly measured: string;
  /** Against a named peer of the same run, or against the bar. */
  readonly ratio: string;
  /** `null` where there is no bar. */
  readonly isMet: boolean | null;
}

/** What is measured alone in a process of its own, so that nothing before it warms or clutters it. */
export interface Measure {
  readonly name: string;
  /** After this long it is ended and counted as failed. */
  readonly limitSeconds: number;
  run(options: MeasureOptions): Promise<Figure[]>;
}

export interface MeasureOptions {
  /** Rows of the database in which is searched. */
  readonly rows: number;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that this share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A figure that must not exceed its bar. */
export function atMost(what: string, bar: number, measured: number, unit: string): Figure {
  return {
    what,
    bar: `≤ ${format(bar)} ${unit}`,
    measured: `${format(measured)} ${unit}`,
    ratio: `${Math.round((measured / bar) * 100)} % of the bar`,
    isMet: measured <= bar,
  };
}

/** A figure that must reach its bar. */
export function atLeast(what: string, bar: number, measured: number, unit: string): Figure {
  return {
    what,
    bar: `≥ ${format(bar)} ${unit}`,
    measured: `${format(measured)} ${unit}`,
    ratio: `${format(measured / bar)} × the bar`,
    isMet: measured >= bar,
  };
}

export function format(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1 });
}
