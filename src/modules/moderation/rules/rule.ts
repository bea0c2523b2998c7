import type { z } from 'zod';
import type { ChatLine } from '../../live/index.ts';

/** Values for the sentence a moderator reads; never prose. */
export type RuleParams = Readonly<Record<string, string | number>>;

/**
 * One rule, one file. A rule only points at a line: what is done about it is a person's decision.
 *
 * `judge` runs for every line of the chat between its arrival and its place in the log. It must take
 * time proportional to the line's length and must not read anything but its arguments.
 */
export interface Rule<Config, Finding, Memory> {
  /** Its name in tables and beside its hints: for ever. */
  readonly name: string;
  /** What can be set, with a default for everything. */
  readonly config: z.ZodType<Config>;
  /** A fresh memory of what was seen before, bounded; `undefined` for rules that look at one line alone. */
  remember(): Memory;
  /** What is wrong with the line, or `undefined`. */
  judge(line: ChatLine, config: Config, memory: Memory): Finding | undefined;
  /** What the rule saw, for the sentence that explains the hit. */
  explain(finding: Finding): RuleParams;
}

export interface BoundRule {
  readonly name: string;
  /** Judges one line; remembers it where the rule needs that. */
  judge(line: ChatLine): RuleParams | undefined;
}

/** A rule with its settings and its memory, its own types hidden. */
export function bindRule<Config, Finding, Memory>(
  rule: Rule<Config, Finding, Memory>,
  settings: unknown = {},
): BoundRule {
  const config = rule.config.parse(settings);
  const memory = rule.remember();
  return {
    name: rule.name,
    judge(line) {
      const finding = rule.judge(line, config, memory);
      return finding === undefined ? undefined : rule.explain(finding);
    },
  };
}
