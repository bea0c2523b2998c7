import type { Figure } from './measure.ts';

const HEAD = ['what', 'bar', 'measured', 'ratio', ''] as const;

/** The figures under each other, the missed ones marked. */
export function printTable(figures: readonly Figure[]): void {
  const cells = figures.map(({ what, bar, measured, ratio, isMet }) => [
    what,
    bar,
    measured,
    ratio,
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const print = (row: readonly string[]): void =>
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  print(HEAD);
  print(widths.map((width) => '-'.repeat(width)));
  for (const row of cells) print(row);
}
