import { z } from 'zod';
import type { Rule } from './rule.ts';

const config = z.object({});

/** The very first message of a person carries an address: the commonest form of advertising. */
export const firstLink: Rule<z.output<typeof config>, true, undefined> = {
  name: 'first-link',
  config,
  remember: () => undefined,
  judge: (line) => (line.isFirstMessage && line.hasLink ? true : undefined),
  explain: () => ({}),
};
