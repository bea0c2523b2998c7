import { caps } from './caps.ts';
import { firstLink } from './first-link.ts';
import { links } from './links.ts';
import { repetition } from './repetition.ts';
import { type BoundRule, bindRule } from './rule.ts';

/** The rules in use, by name as their hints are shown. A new rule is one line here. */
export function rulesInUse(): BoundRule[] {
  return [bindRule(caps), bindRule(firstLink), bindRule(links), bindRule(repetition)];
}
