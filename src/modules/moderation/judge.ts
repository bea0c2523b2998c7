import type { ChatLine, Hint } from '../live/index.ts';
import type { BoundRule } from './rules/rule.ts';

/** What the rules say about one line, in their order; mostly nothing. */
export type Verdict = readonly Hint[];

const INNOCENT: Verdict = [];

/** Who watches over the chat is not watched. */
const EXEMPT = ['broadcaster/', 'moderator/', 'lead_moderator/', 'staff/', 'vip/'];

/**
 * @param onError a rule that throws is a fault of the rule: the line is judged by the others.
 */
export function createJudge(
  rules: readonly BoundRule[],
  onError: (rule: string, error: unknown) => void,
): (line: ChatLine) => Verdict {
  return (line) => {
    if (line.kind !== 'message' || isExempt(line)) return INNOCENT;
    let hints: Hint[] | undefined;
    for (const rule of rules) {
      try {
        const params = rule.judge(line);
        if (params === undefined) continue;
        hints ??= [];
        hints.push({ rule: rule.name, params: { ...params } });
      } catch (error) {
        onError(rule.name, error);
      }
    }
    return hints ?? INNOCENT;
  };
}

function isExempt({ author }: ChatLine): boolean {
  if (author === null) return true;
  return author.badges.some((badge) => EXEMPT.some((role) => badge.startsWith(role)));
}
