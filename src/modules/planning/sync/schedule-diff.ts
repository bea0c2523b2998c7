import { type Content, contentKey } from './content.ts';
import type { Part, PartRefusal } from './plan-parts.ts';
import { fingerprintOf, type RemoteSegment, saysTheSame, standsAt, upcoming } from './remote-segment.ts';
import type { CreateIntent, Intent, RemoteShowing } from './tables.ts';

/** What of the plan we believe to stand on Twitch; see `PublicationRow`. */
export interface Publication {
  readonly part: string;
  readonly segmentKey: string | null;
  readonly showingId: string | null;
  readonly synced: Content | null;
  readonly cancelled: readonly number[];
  readonly intent: Intent | null;
  readonly refusal: PartRefusal | null;
  readonly refusedHash: string | null;
  readonly refusedAgainst: string | null;
}

/** One call to be made. */
export type Action =
  | { readonly act: 'create'; readonly part: Part }
  | { readonly act: 'change'; readonly part: Part; readonly remote: RemoteSegment }
  | {
      readonly act: 'cancel' | 'restore';
      readonly part: Part;
      readonly remote: RemoteSegment;
      readonly showing: RemoteShowing;
    }
  /** `part` is there when it is to be made anew: Twitch does not move a series. */
  | { readonly act: 'delete'; readonly key: string; readonly part: Part | undefined; readonly remote: RemoteSegment };

/** Something that only a person decides. */
export interface Difference {
  readonly id: string;
  readonly kind: 'content' | 'date' | 'gone' | 'foreign';
  readonly part: Part | undefined;
  readonly remote: RemoteSegment | undefined;
  /** Of the date in question; of all of it, the next. */
  readonly startsAtMs: number;
  /** Of both sides: a decision holds as long as neither changes. */
  readonly fingerprint: string;
  /** Somebody decided to leave it as it is. */
  readonly isLeft: boolean;
}

/** What our rows are to say from now on, without a call: `undefined` drops the row. */
export interface Note {
  readonly part: string;
  readonly to: Publication | undefined;
}

export interface ScheduleDiff {
  readonly notes: readonly Note[];
  readonly actions: readonly Action[];
  readonly differences: readonly Difference[];
  /** Parts that stand there as planned. */
  readonly same: number;
  /** Cancellations that cannot be sent yet, because another date is the next. */
  readonly laterCancels: number;
}

export interface DiffInput {
  readonly parts: readonly Part[];
  readonly publications: readonly Publication[];
  readonly remote: readonly RemoteSegment[];
  /** What was decided to be left as it is: id → fingerprint. */
  readonly left: ReadonlyMap<string, string>;
  readonly nowMs: number;
  /** Sends again what was refused. */
  readonly isForced?: boolean;
}

/** Twitch cancels whichever date is the next when the call arrives: too close, and it might be another. */
const TOO_CLOSE_MS = 60_000;
/** How long it is known of a past stream that it stood on Twitch. */
const KEPT_MS = 400 * 24 * 3_600_000;
/** What is refused when a deletion is. */
export const DELETED = 'deleted';
const NOT_REFUSED = { refusal: null, refusedHash: null, refusedAgainst: null } as const;

/**
 * The plan is held against what both sides had last and against Twitch.
 *
 *   last   ours   theirs
 *    a      a      a       same
 *    a      b      a       ours goes to Twitch
 *    a      b      b       noted
 *    a      a      b       a difference: a person decides
 *    a      b      c       a difference: a person decides
 *    –      a      –       created
 *    –      –      a       not ours: never touched, shown as a difference
 *    a      –      a       deleted there
 *    a      a      –       a difference: a person decides
 *
 * Notes come before actions: with notes to write, write them and ask again.
 */
export function diffSchedule(input: DiffInput): ScheduleDiff {
  const diff = new Diff(input);
  const parts = new Map(input.parts.map((part) => [part.key, part]));
  const rows = new Map(input.publications.map((row) => [row.part, row]));
  for (const row of input.publications) diff.compare(row, parts.get(row.part));
  for (const part of input.parts) if (!rows.has(part.key)) diff.create(part, undefined);
  diff.listForeign();
  return diff.result();
}

const ORDER: readonly Action['act'][] = ['delete', 'cancel', 'restore', 'change', 'create'];

class Diff {
  readonly #input: DiffInput;
  readonly #against: string;
  /** Each row's segment; one segment belongs to one row. */
  readonly #found = new Map<string, RemoteSegment>();
  readonly #owned = new Set<string>();
  readonly #notes: Note[] = [];
  readonly #actions: Action[] = [];
  readonly #differences: Difference[] = [];
  #same = 0;
  #laterCancels = 0;

  constructor(input: DiffInput) {
    this.#input = input;
    this.#against = fingerprintOf(input.remote);
    for (const row of input.publications) {
      const remote = this.#find(row);
      if (!remote) continue;
      this.#owned.add(remote.key);
      this.#found.set(row.part, remote);
    }
  }

  result(): ScheduleDiff {
    return {
      notes: this.#notes,
      actions: this.#actions.sort((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act)),
      differences: this.#differences,
      same: this.#same,
      laterCancels: this.#laterCancels,
    };
  }

  compare(row: Publication, part: Part | undefined): void {
    const remote = this.#found.get(row.part);
    const { nowMs } = this.#input;
    if (row.segmentKey === null) {
      this.#withoutSegment(row, part);
    } else if (row.intent?.act === 'delete') {
      // Deleted for sure, or not at all: then it is looked at anew.
      this.#note(row.part, remote ? { ...row, intent: null } : part && withoutSegment(row));
    } else if (isOver(row, nowMs) && !(remote && part)) {
      // Kept, because it stood there. Moved on Twitch behind our time, it is not ours any more.
      if (part) this.#note(row.part, withoutSegment(row));
      else if (remote || isLongOver(row, nowMs)) this.#note(row.part, undefined);
    } else if (!remote) {
      if (part?.isWanted)
        this.#differ({ kind: 'gone', id: `gone:${part.key}`, part, remote, startsAtMs: part.startsAtMs });
      else this.#note(row.part, undefined);
    } else if (row.segmentKey !== remote.key) {
      this.#note(row.part, { ...row, segmentKey: remote.key });
    } else if (row.intent !== null) {
      this.#note(row.part, { ...this.#withIntent(row, row.intent, remote), intent: null });
    } else if (part) {
      this.#compareSides(row, part, remote);
    } else if (!this.#isRefused(row, DELETED)) {
      this.#actions.push({ act: 'delete', key: row.part, part, remote });
    }
  }

  create(part: Part, row: Publication | undefined): void {
    if (!part.isWanted) {
      if (row) this.#note(part.key, undefined);
    } else if (part.refusal !== null) {
      const isNoted = row?.refusal?.code === part.refusal.code && row.intent === null;
      if (!isNoted) this.#note(part.key, { ...emptyPublication(part.key), refusal: part.refusal });
    } else if (!row || !this.#isRefused(row, contentKey(part.content))) {
      this.#actions.push({ act: 'create', part });
    }
  }

  /** What stands there and is nobody's here. */
  listForeign(): void {
    for (const remote of this.#input.remote) {
      const next = upcoming(remote, this.#input.nowMs)[0];
      if (this.#owned.has(remote.key) || next === undefined) continue;
      this.#differ({
        kind: 'foreign',
        id: `foreign:${remote.key}`,
        part: undefined,
        remote,
        startsAtMs: next.startsAtMs,
      });
    }
  }

  #withoutSegment(row: Publication, part: Part | undefined): void {
    if (row.intent?.act === 'create') {
      const made = this.#recognise(row.intent);
      if (made) {
        this.#owned.add(made.key);
        this.#note(row.part, {
          ...emptyPublication(row.part),
          segmentKey: made.key,
          showingId: made.showings[0]?.id ?? null,
          synced: row.intent.content,
        });
        return;
      }
    }
    if (part) this.create(part, row);
    else this.#note(row.part, undefined);
  }

  /** The segment that a call made whose answer we never got: nobody else's, and not there before. */
  #recognise({ content, known }: CreateIntent): RemoteSegment | undefined {
    return this.#input.remote.find(
      (remote) =>
        !this.#owned.has(remote.key) &&
        !known.includes(remote.key) &&
        remote.title === content.title &&
        remote.durationMinutes === content.durationMinutes &&
        standsAt(remote, content, this.#input.nowMs),
    );
  }

  /** What Twitch says now was our doing when a call of ours was to bring it about. */
  #withIntent(row: Publication, intent: Intent, remote: RemoteSegment): Publication {
    if (intent.act === 'change') {
      return saysTheSame(remote, intent.content, this.#input.nowMs) ? { ...row, synced: intent.content } : row;
    }
    if (intent.act !== 'cancel' && intent.act !== 'restore') return row;
    const isCancelled = intent.act === 'cancel';
    const showing = remote.showings.find(({ startsAtMs }) => startsAtMs === intent.startsAtMs);
    if (showing?.isCancelled !== isCancelled) return row;
    const others = row.cancelled.filter((startsAtMs) => startsAtMs !== intent.startsAtMs);
    return { ...row, cancelled: isCancelled ? [...others, intent.startsAtMs] : others };
  }

  #compareSides(row: Publication, part: Part, remote: RemoteSegment): void {
    const { nowMs } = this.#input;
    const dates = this.#compareDates(row, part, remote);
    const isSame = saysTheSame(remote, part.content, nowMs);
    const synced = isSame ? part.content : row.synced;
    const isRefusalOver = row.refusal !== null && isSame && !dates.refused.includes(row.refusedHash ?? '');
    const isNoted = row.synced !== null && synced !== null && contentKey(synced) === contentKey(row.synced);
    if (!isNoted || isRefusalOver || !sameNumbers(dates.cancelled, comingOf(row.cancelled, nowMs))) {
      this.#note(row.part, { ...row, ...(isRefusalOver && NOT_REFUSED), synced, cancelled: dates.cancelled });
    }
    if (isSame) this.#same += 1;
    else this.#compareContent(row, part, remote);
  }

  #compareContent(row: Publication, part: Part, remote: RemoteSegment): void {
    const { nowMs } = this.#input;
    const hash = contentKey(part.content);
    if (row.synced === null || !saysTheSame(remote, row.synced, nowMs)) {
      const startsAtMs = upcoming(remote, nowMs)[0]?.startsAtMs ?? part.startsAtMs;
      this.#differ({ kind: 'content', id: `changed:${part.key}`, part, remote, startsAtMs });
    } else if (this.#isRefused(row, hash)) {
      return;
    } else if (part.refusal !== null) {
      if (row.refusal?.code === part.refusal.code && row.refusedHash === hash) return;
      this.#note(row.part, { ...row, refusal: part.refusal, refusedHash: hash, refusedAgainst: null });
    } else if (part.content.kind === 'weekly' && !standsAt(remote, part.content, nowMs)) {
      this.#actions.push({ act: 'delete', key: part.key, part, remote }, { act: 'create', part });
    } else {
      this.#actions.push({ act: 'change', part, remote });
    }
  }

  /** Date by date the same three-way comparison; being cancelled has only two values. */
  #compareDates(row: Publication, part: Part, remote: RemoteSegment): { cancelled: number[]; refused: string[] } {
    const { nowMs } = this.#input;
    const cancelled: number[] = [];
    const refused: string[] = [];
    for (const [index, showing] of upcoming(remote, nowMs).entries()) {
      const { startsAtMs, isCancelled: theirs } = showing;
      const ours = part.isCancelledAt(startsAtMs);
      const last = row.cancelled.includes(startsAtMs);
      if (ours === theirs ? ours : last) cancelled.push(startsAtMs);
      if (ours === theirs) continue;
      const act = ours ? 'cancel' : 'restore';
      const hash = dateHash(act, startsAtMs);
      refused.push(hash);
      if (theirs !== last) {
        const id = `date:${part.key}:${startsAtMs}`;
        this.#differ({ kind: 'date', id, part, remote, startsAtMs });
      } else if (index > 0) {
        this.#laterCancels += 1;
      } else if (startsAtMs - nowMs > TOO_CLOSE_MS && !this.#isRefused(row, hash)) {
        this.#actions.push({ act, part, remote, showing });
      }
    }
    return { cancelled, refused };
  }

  #differ(difference: Omit<Difference, 'fingerprint' | 'isLeft'>): void {
    const fingerprint = fingerprintOfSides(difference);
    const isLeft = this.#input.left.get(difference.id) === fingerprint;
    this.#differences.push({ ...difference, fingerprint, isLeft });
  }

  #isRefused(row: Publication, hash: string): boolean {
    if (this.#input.isForced || row.refusal === null || row.refusedHash !== hash) return false;
    return row.refusedAgainst === null || row.refusedAgainst === this.#against;
  }

  #find(row: Publication): RemoteSegment | undefined {
    if (row.segmentKey === null) return undefined;
    const { remote, nowMs } = this.#input;
    const named = remote.find(({ key }) => key === row.segmentKey);
    if (named || !row.segmentKey.startsWith('~')) return named;
    // The id does not tell the series: the showing itself is still there, or another one of the same kind.
    const { synced } = row;
    return (
      remote.find(({ showings }) => showings.some(({ id }) => id === row.showingId)) ??
      remote.find((one) => synced !== null && !this.#owned.has(one.key) && standsAt(one, synced, nowMs))
    );
  }

  #note(part: string, to: Publication | undefined): void {
    this.#notes.push({ part, to });
  }
}

function fingerprintOfSides({ kind, part, remote, startsAtMs }: Omit<Difference, 'fingerprint' | 'isLeft'>): string {
  if (kind === 'date') return `cancelled ${part?.isCancelledAt(startsAtMs) ? 'here' : 'there'}`;
  const when = remote?.isRecurring ? null : (remote?.showings[0]?.startsAtMs ?? null);
  const theirs = remote && [
    remote.title,
    remote.category?.id ?? null,
    remote.durationMinutes,
    remote.isRecurring,
    when,
  ];
  return JSON.stringify([part ? contentKey(part.content) : null, theirs ?? null]);
}

/** What is refused when a cancellation is. */
export function dateHash(act: 'cancel' | 'restore', startsAtMs: number): string {
  return `${act} ${startsAtMs}`;
}

export function emptyPublication(part: string): Publication {
  return {
    part,
    segmentKey: null,
    showingId: null,
    synced: null,
    cancelled: [],
    intent: null,
    refusal: null,
    refusedHash: null,
    refusedAgainst: null,
  };
}

function withoutSegment(row: Publication): Publication {
  const { refusal, refusedHash, refusedAgainst } = row;
  return { ...emptyPublication(row.part), refusal, refusedHash, refusedAgainst };
}

/** A single stream that has begun: Twitch does not list it any more. */
function isOver({ synced }: Publication, nowMs: number): boolean {
  return synced?.kind === 'single' && synced.startsAtMs <= nowMs;
}

function isLongOver({ synced }: Publication, nowMs: number): boolean {
  return synced?.kind === 'single' && synced.startsAtMs <= nowMs - KEPT_MS;
}

function comingOf(starts: readonly number[], nowMs: number): number[] {
  return starts.filter((startsAtMs) => startsAtMs > nowMs);
}

function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
