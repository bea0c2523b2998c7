import { channelOf, type World } from './world.ts';
import {
  AUTOMOD_CATEGORIES,
  type AutomodCategory,
  type AutomodSettings,
  type BlockedTerm,
  type HeldLine,
  type HoldReason,
  levelsOf,
} from './world-features.ts';
import type { Channel } from './world-state.ts';

/*
 * A stand-in for AutoMod that judges nothing: these words, and no others, are held or refused, so that a person
 * or a test can cause either on purpose. `automodheld` is held wherever swearing is looked at at all;
 * `automodheld:bullying:2` names the category and how bad it is, from 1 (only the strictest setting holds it) to 4.
 */
const HELD_WORD = /automodheld(?::([a-z_]+))?(?::([1-4]))?/i;
const BLOCKED_WORD = 'automodblocked';
const HOLD_MS = 5 * 60_000;

export type Judgement =
  | { readonly kind: 'passed' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'held'; readonly reason: HoldReason };

/** Lines of the broadcaster and moderators are not judged; that is for the caller to know. */
export function judgeText(channel: Channel, text: string): Judgement {
  if (text.toLowerCase().includes(BLOCKED_WORD)) return { kind: 'blocked' };
  const found = channel.blockedTerms.flatMap((term) => spansOfTerm(term, text));
  if (found.length > 0) return { kind: 'held', reason: { kind: 'blocked-term', found } };
  const match = HELD_WORD.exec(text);
  if (!match) return { kind: 'passed' };
  const category = AUTOMOD_CATEGORIES.find((one) => one === match[1]) ?? 'swearing';
  const level = Number(match[2] ?? 4);
  if (channel.automod.levels[category] < 5 - level) return { kind: 'passed' };
  const start = Array.from(text.slice(0, match.index)).length;
  const spans = [{ start, end: start + match[0].length - 1 }];
  return { kind: 'held', reason: { kind: 'automod', category, level, spans } };
}

/** For titles and the like: what chat would hold is refused there. */
export function isRejectedByAutomod(text: string): boolean {
  return text.toLowerCase().includes(BLOCKED_WORD) || HELD_WORD.test(text);
}

/** A term is whole words; `*` at an end stands for any letters there. */
function spansOfTerm(term: BlockedTerm, text: string): { termId: string; span: { start: number; end: number } }[] {
  const body = term.text.replace(/^\*|\*$/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = term.text.startsWith('*') ? '\\p{L}*' : '(?<!\\p{L})';
  const after = term.text.endsWith('*') ? '\\p{L}*' : '(?!\\p{L})';
  return [...text.matchAll(new RegExp(`${before}${body}${after}`, 'giu'))].map((match) => {
    const start = Array.from(text.slice(0, match.index)).length;
    return { termId: term.id, span: { start, end: start + Array.from(match[0]).length - 1 } };
  });
}

export function holdLine(
  world: World,
  channelId: string,
  line: Pick<HeldLine, 'userId' | 'text' | 'isAction' | 'reason'>,
): HeldLine {
  const held: HeldLine = { id: world.random.uuid(), heldAtMs: world.nowMs(), ...line };
  channelOf(world, channelId).heldLines.push(held);
  world.emit({ kind: 'line-held', channelId, line: held });
  return held;
}

/** Takes a line out of the queue and says what became of it. Writing an approved one into chat is the caller's. */
export function decideHeldLine(
  world: World,
  input: {
    readonly channelId: string;
    readonly lineId: string;
    readonly moderatorId: string;
    readonly outcome: 'approved' | 'denied' | 'expired';
  },
): HeldLine | undefined {
  const channel = channelOf(world, input.channelId);
  const line = channel.heldLines.find((one) => one.id === input.lineId);
  if (!line) return undefined;
  channel.heldLines = channel.heldLines.filter((one) => one !== line);
  const { channelId, outcome, moderatorId } = input;
  world.emit({ kind: 'held-line-decided', channelId, line, outcome, moderatorId });
  return line;
}

/** Nobody decided: the line is gone. */
export function expireHeldLines(world: World, channelId: string): void {
  const oldest = world.nowMs() - HOLD_MS;
  for (const line of channelOf(world, channelId).heldLines.filter((one) => one.heldAtMs <= oldest)) {
    decideHeldLine(world, { channelId, lineId: line.id, moderatorId: channelId, outcome: 'expired' });
  }
}

/** @param change one level for everything, or each by itself (what is missing is 0). */
export function setAutomod(
  world: World,
  channelId: string,
  moderatorId: string,
  change: { readonly overallLevel: number } | { readonly levels: Partial<Record<AutomodCategory, number>> },
): AutomodSettings {
  const channel = channelOf(world, channelId);
  channel.automod =
    'overallLevel' in change
      ? { overallLevel: change.overallLevel, levels: levelsOf(change.overallLevel) }
      : { overallLevel: null, levels: { ...levelsOf(0), ...change.levels } };
  world.emit({ kind: 'automod-settings-changed', channelId, moderatorId, settings: channel.automod });
  return channel.automod;
}

/** A term that is there already is given back as it is. */
export function addBlockedTerm(world: World, channelId: string, moderatorId: string, text: string): BlockedTerm {
  const channel = channelOf(world, channelId);
  const known = channel.blockedTerms.find((one) => one.text.toLowerCase() === text.toLowerCase());
  if (known) return known;
  const term: BlockedTerm = { id: world.random.uuid(), text, moderatorId, createdAtMs: world.nowMs() };
  channel.blockedTerms.unshift(term);
  tellTerms(world, channelId, moderatorId, 'add', term);
  return term;
}

export function removeBlockedTerm(world: World, channelId: string, moderatorId: string, termId: string): boolean {
  const channel = channelOf(world, channelId);
  const term = channel.blockedTerms.find((one) => one.id === termId);
  if (!term) return false;
  channel.blockedTerms = channel.blockedTerms.filter((one) => one !== term);
  tellTerms(world, channelId, moderatorId, 'remove', term);
  return true;
}

function tellTerms(
  world: World,
  channelId: string,
  moderatorId: string,
  action: 'add' | 'remove',
  term: BlockedTerm,
): void {
  world.emit({
    kind: 'terms-changed',
    channelId,
    moderatorId,
    action,
    list: 'blocked',
    terms: [term],
    isFromAutomod: false,
  });
}
