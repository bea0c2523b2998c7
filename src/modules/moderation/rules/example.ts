import { z } from 'zod';
import type { Rule } from './rule.ts';

/**
 * The template for a rule of your own: copy this file, rename it after what it finds, and add it to the
 * list in `index.ts` (CONTRIBUTING.md walks through it). This one points at lines with many question marks.
 *
 * The type of what `judge` finds and `explain` tells. Keep it small: numbers and short texts.
 */
interface QuestionMarks {
  readonly count: number;
}

/**
 * What a streamer can set. Every field needs a default: a rule must be of use before it is configured.
 * Say in a comment what the number means and in which unit.
 */
const config = z.object({
  /** How many question marks a line may have. */
  allowed: z.int().min(0).max(500).default(5),
});

export const example: Rule<z.output<typeof config>, QuestionMarks, undefined> = {
  // Written into the log with every hit, so it must never change once the rule was released.
  name: 'example',

  config,

  // A rule that compares with earlier lines returns its memory here (a Map, bounded!) and gets it
  // back in `judge`; see `repetition.ts`.
  remember: () => undefined,

  // Runs for every line: one pass over the text, no regular expression that can backtrack, no I/O.
  judge(line, { allowed }) {
    let count = 0;
    for (const sign of line.text) if (sign === '?') count += 1;
    return count > allowed ? { count } : undefined;
  },

  // Becomes the hint beside the line, in the language of the reader: a text such as "{{count}} question
  // marks" in src/i18n, named in src/web/modules/live/hint-badges.tsx.
  explain: ({ count }) => ({ count }),
};
