import type { OrdealResult } from './ordeal.ts';

/** How far the edges of a gap may lie from the loss they stand for: what may pass before it is noticed, or healed. */
const EDGE_MS = 1_500;
/** From "ready" until the chat is joined again, on a busy machine. */
const REJOIN_MS = 5_000;

export interface Verdict {
  /** What was looked at, and how many. */
  readonly table: readonly (readonly [what: string, count: number | string])[];
  /** Every broken promise, in a sentence. */
  readonly faults: readonly string[];
}

/** Holds what was promised against what there is. */
export function judgeOrdeal({ promises, outages, evidence }: OrdealResult): Verdict {
  const faults: string[] = [...promises.feedFaults];
  const { gaps } = evidence;
  const isInGap = (atMs: number): boolean => gaps.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs);

  if (evidence.integrity !== 'ok') faults.push(`integrity check: ${evidence.integrity}`);
  if (evidence.exitCode !== 0) faults.push(`the last server ended with ${evidence.exitCode}`);

  // Lines of the chat: each once, or in a gap.
  const missing = [...evidence.sentByTwitch].filter(([number]) => !evidence.storedNumbers.has(number));
  for (const [number, atMs] of missing) {
    if (!isInGap(atMs)) faults.push(`line ${number}, sent ${time(atMs)}, is missing and no gap says so`);
  }
  for (const [number, count] of evidence.storedNumbers) {
    if (count > 1) faults.push(`line ${number} is stored ${count} times`);
    if (!evidence.sentByTwitch.has(number)) faults.push(`line ${number} is stored but was never sent`);
  }

  // What a browser was shown is there, as it was shown.
  for (const [seq, text] of promises.lines) {
    const stored = evidence.storedLines.get(seq);
    if (stored === undefined) faults.push(`row ${seq} was shown but is not stored`);
    else if (stored !== text && text !== '')
      faults.push(`row ${seq} was shown as "${text}" but is stored as "${stored}"`);
  }

  // What was answered with 2xx is there, once.
  let sentInGap = 0;
  for (const id of promises.sent) {
    const key = id.replaceAll('-', '');
    const count = evidence.storedMessages.get(key) ?? 0;
    const atMs = evidence.sentMessages.get(key);
    if (count > 1) faults.push(`message ${id} is stored ${count} times`);
    if (count > 0) continue;
    sentInGap += 1;
    if (atMs === undefined) faults.push(`message ${id} was answered but Twitch never sent it`);
    else if (!isInGap(atMs)) faults.push(`message ${id}, sent ${time(atMs)}, is missing and no gap says so`);
  }
  for (const id of promises.timeouts) {
    const action = evidence.actions.get(id);
    if (action?.state !== 'done') faults.push(`timeout ${id} was answered but is ${action?.state ?? 'missing'}`);
  }
  for (const login of promises.members) {
    const count = evidence.members.filter((known) => known === login).length;
    if (count !== 1) faults.push(`member ${login} was answered but is there ${count} times`);
  }

  // The mod log and Twitch agree, whenever the kill came.
  const actionsOf = new Map<string, string[]>();
  for (const { login, state } of evidence.actions.values()) {
    actionsOf.set(login, [...(actionsOf.get(login) ?? []), state]);
  }
  for (const [login, states] of actionsOf) {
    if (states.length > 1)
      faults.push(`the timeout of ${login} is logged ${states.length} times (${states.join(', ')})`);
  }
  for (const login of evidence.timedOut) {
    const [state] = actionsOf.get(login) ?? [];
    if (state !== 'done') faults.push(`${login} is timed out, but the log says ${state ?? 'nothing'}`);
  }
  for (const { id, state, finished_at } of evidence.jobs) {
    if (state === 'running') faults.push(`job ${id} is running, but nobody runs it`);
    if ((state === 'done') !== (finished_at !== null))
      faults.push(`job ${id} is ${state}, but finished ${finished_at}`);
  }

  // Gaps stand for losses, and for nothing else.
  for (const { fromMs, untilMs, reason } of gaps) {
    const which = `the gap ${time(fromMs)}–${time(untilMs)} (${reason})`;
    const isExplained = outages.some(
      (outage) => fromMs >= outage.fromMs - EDGE_MS && untilMs <= outage.untilMs + REJOIN_MS,
    );
    if (!isExplained) faults.push(`${which} belongs to no kill`);
    if (!missing.some(([, atMs]) => fromMs <= atMs && atMs <= untilMs)) faults.push(`in ${which} nothing is missing`);
    for (const [number, atMs] of evidence.sentByTwitch) {
      const isInside = fromMs + EDGE_MS < atMs && atMs < untilMs - EDGE_MS;
      if (isInside && evidence.storedNumbers.has(number)) faults.push(`in ${which} line ${number} is stored after all`);
    }
  }

  return {
    table: [
      ['kills', outages.length],
      ['longest outage, ms', Math.max(0, ...outages.map(({ fromMs, untilMs }) => untilMs - fromMs))],
      ['lines sent by Twitch', evidence.sentByTwitch.size],
      ['lines stored', evidence.storedNumbers.size],
      ['lines in gaps', missing.length],
      ['gaps', gaps.length],
      ['rows received by the browser', promises.lines.size],
      ['messages answered 2xx', promises.sent.length],
      ['… of them in gaps', sentInGap],
      ['timeouts answered 2xx', promises.timeouts.length],
      ['timeouts that Twitch holds', evidence.timedOut.size],
      ['members answered 2xx', promises.members.length],
      ['jobs', evidence.jobs.length],
      ['integrity', evidence.integrity],
    ],
    faults,
  };
}

function time(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : String(ms);
}
