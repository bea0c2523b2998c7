import type { ChatLineView } from '../contract/live.ts';
import type { Gap, StoredAccrual, StoredEvent } from './fault-rig.ts';
import type { Truth } from './fault-traffic.ts';

/** Whether something of a line may lack: never; perhaps, when it was changed over; certainly, when it was away. */
export type Lack = 'none' | 'perhaps' | 'some';

/** What is known of the time in which a fault acted. */
interface Acted extends Gap {
  /**
   * How far outside of a gap what is missing may lie. A gap begins where the last thing that came was sent, by
   * Twitch's own word, and ends when we are back: only where our clock is wrong that is known by seconds.
   */
  readonly toleranceMs: number;
  /** How much wider a gap may be than what it is made of: we are back when we have read that we are. */
  readonly lagMs: number;
}

interface ChatCompared {
  readonly truth: Truth;
  readonly stored: readonly ChatLineView[];
  readonly lacks: Lack;
  readonly acted: Acted;
}

/** What is wrong with the chat log, in words; nothing when it is what was said minus what lies in a gap. */
export function chatComplaints({ truth, stored, lacks, acted }: ChatCompared): string[] {
  const { toleranceMs, lagMs } = acted;
  const lines = stored.filter(({ kind }) => kind === 'message');
  const gaps = stored.flatMap(({ sentAt, gap }) =>
    gap ? [{ fromMs: Date.parse(sentAt), untilMs: Date.parse(gap.until) }] : [],
  );
  const storedIds = new Set(lines.map(({ messageId }) => messageId));
  const received = truth.lines.filter(({ messageId }) => storedIds.has(messageId));
  const complaints: string[] = [];

  const asSaid = received.map(({ login, text, messageId }) => `${login}: ${text} (${messageId})`);
  const asStored = lines.map(({ user, text, messageId }) => `${user?.login}: ${text} (${messageId})`);
  asStored.forEach((line, index) => {
    if (line !== asSaid[index]) complaints.push(`stored as line ${index}: ${line}, said was ${asSaid[index]}`);
  });

  for (const line of truth.lines) {
    if (storedIds.has(line.messageId) || isWithin(line.sentAtMs, gaps, toleranceMs)) continue;
    complaints.push(`"${line.text}" of ${time(line.sentAtMs)} is missing, and in no gap (${spans(gaps)})`);
  }
  for (const gap of gaps) {
    const heard = received.find(({ sentAtMs }) => isInside(sentAtMs, gap, lagMs));
    if (heard) complaints.push(`the gap ${spans([gap])} goes over "${heard.text}" of ${time(heard.sentAtMs)}`);
  }
  return [...complaints, ...gapComplaints('chat', gaps, lacks, acted)];
}

interface EventsCompared {
  readonly truth: Truth;
  readonly stored: readonly StoredEvent[];
  readonly gaps: readonly Gap[];
  /** Those that were there before. */
  readonly olderGaps: readonly Gap[];
  readonly lacks: Lack;
  readonly acted: Acted;
  /** The topic that tells of cheers was refused meanwhile: nobody promised them. */
  readonly isWithoutCheers?: boolean;
}

/** What is wrong with the stored events: each that was told once, each that was not told in a gap. */
export function eventComplaints(compared: EventsCompared): string[] {
  const { truth, stored, lacks, acted } = compared;
  const { toleranceMs } = acted;
  const gaps = compared.gaps.flatMap(({ fromMs, untilMs }) => {
    // Gaps that touch are shown as one.
    const older = compared.olderGaps.find((one) => one.fromMs === fromMs);
    return older === undefined
      ? [{ fromMs, untilMs }]
      : older.untilMs < untilMs
        ? [{ fromMs: older.untilMs, untilMs }]
        : [];
  });
  const complaints: string[] = [];
  const storedIds = new Set<string>();
  for (const { messageId, type } of stored) {
    if (storedIds.has(messageId)) complaints.push(`${type} ${messageId} is stored twice`);
    storedIds.add(messageId);
  }
  const toldIds = new Set(truth.events.map(({ messageId }) => messageId));
  for (const { messageId, type } of stored) {
    if (!toldIds.has(messageId) && !messageId.startsWith('late:'))
      complaints.push(`${type} ${messageId} was never told`);
  }
  const missed = new Map<string, { readonly what: string; readonly sentAtMs: number }>();
  for (const { messageId, type, text, sentAtMs } of truth.events) {
    if (!storedIds.has(messageId)) missed.set(messageId, { what: `${type} ${text ?? ''} ${messageId}`, sentAtMs });
  }
  const toldCheers = new Set(truth.events.flatMap(({ type, text }) => (type === 'channel.bits.use' ? [text] : [])));
  for (const { messageId, text, sentAtMs } of compared.isWithoutCheers ? [] : truth.cheers) {
    if (!toldCheers.has(text)) missed.set(messageId, { what: `"${text}", told to nobody,`, sentAtMs });
  }
  for (const { what, sentAtMs } of missed.values()) {
    // Older ones as well: when Twitch's clock is set back, what is missed may lie where another gap was.
    if (isWithin(sentAtMs, compared.gaps, toleranceMs)) continue;
    complaints.push(`${what} of ${time(sentAtMs)} is missing, and in no gap (${spans(compared.gaps)})`);
  }
  return [...complaints, ...gapComplaints('events', gaps, lacks, acted)];
}

/** What is wrong with the accruals: each entry of the simulator's book whose message arrived, and no other. */
export function moneyComplaints(
  truth: Truth,
  stored: readonly StoredEvent[],
  accruals: readonly StoredAccrual[],
): string[] {
  const storedIds = new Set(stored.map(({ messageId }) => messageId));
  const words = ({ messageId, source, tier, quantity }: StoredAccrual): string =>
    `${source} ${tier ?? ''} × ${quantity} (${messageId})`;
  const due = truth.money.filter(({ messageId }) => storedIds.has(messageId)).map(words);
  const accrued = accruals.map(words);
  return [
    ...due.filter((entry) => !accrued.includes(entry)).map((entry) => `not accrued: ${entry}`),
    ...accrued.filter((entry) => !due.includes(entry)).map((entry) => `accrued, but not in the book: ${entry}`),
    ...accrued.filter((entry, index) => accrued.indexOf(entry) !== index).map((entry) => `accrued twice: ${entry}`),
  ];
}

/** Gaps stand where the fault acted, and only where something can lack. */
function gapComplaints(line: string, gaps: readonly Gap[], lacks: Lack, acted: Acted): string[] {
  const { fromMs, untilMs, lagMs } = acted;
  if (lacks === 'none' && gaps.length > 0) return [`${line}: ${spans(gaps)}, though everything could be received`];
  if (lacks === 'some' && gaps.length === 0) return [`${line}: no gap, though nothing could be received`];
  return gaps
    .filter((gap) => gap.fromMs < fromMs - lagMs || gap.untilMs > untilMs + lagMs)
    .map((gap) => `${line}: the gap ${spans([gap])} is wider than the fault, ${spans([acted])}`);
}

function isWithin(atMs: number, gaps: readonly Gap[], toleranceMs: number): boolean {
  return gaps.some(({ fromMs, untilMs }) => atMs >= fromMs - toleranceMs && atMs <= untilMs + toleranceMs);
}

function isInside(atMs: number, { fromMs, untilMs }: Gap, lagMs: number): boolean {
  return atMs > fromMs + lagMs && atMs < untilMs - lagMs;
}

const time = (atMs: number): string => new Date(atMs).toISOString().slice(11, 23);
const spans = (gaps: readonly Gap[]): string =>
  gaps.length === 0 ? 'none' : gaps.map(({ fromMs, untilMs }) => `${time(fromMs)} to ${time(untilMs)}`).join(', ');
