import { DURATION_MINUTES, type Repeat, TITLE_MAX } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { isZone, parseWallTime, type WallTime, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { ChecklistItem, PlanCategory } from './plan.ts';

/** What a person fills in, as the contract lets it through. */
export interface FieldsInput {
  readonly title: string;
  readonly category: PlanCategory | null;
  readonly local: string;
  readonly zone: string;
  readonly durationMinutes: number;
  readonly status: 'planned' | 'confirmed';
  readonly notes: string;
  readonly checklist: readonly ChecklistItem[];
  readonly color: number;
  readonly isPublished: boolean;
  readonly repeat: Repeat | null;
}

/** The same, checked. */
export type PlanFields = Omit<FieldsInput, 'local' | 'zone' | 'repeat'> & { readonly at: WallTime };

/** Who enters a stream that begins just now is not late. */
const GRACE_MS = 10 * 60_000;
/** What lies beyond is a slip of the keyboard, and no calendar shows it. */
const LAST_YEAR = '2199';

/** @throws Refusal for a title, a length or a time that cannot be. */
export function readFields({ local, zone, repeat: _, ...fields }: FieldsInput): PlanFields {
  return {
    ...fields,
    title: readTitle(fields.title),
    durationMinutes: readDuration(fields.durationMinutes),
    at: readWallTime(local, zone),
  };
}

/** @throws Refusal planning.start-in-past */
export function mustNotBePast(at: WallTime, nowMs: number): void {
  if (isPast(at, nowMs)) throw new Refusal('planning.start-in-past');
}

export function isPast(at: WallTime, nowMs: number): boolean {
  return wallTimeToMs(at) < nowMs - GRACE_MS;
}

function readTitle(title: string): string {
  const text = title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (text === '') throw new Refusal('planning.title-empty');
  if ([...text].length > TITLE_MAX) throw new Refusal('planning.title-too-long', { max: TITLE_MAX });
  return text;
}

function readDuration(minutes: number): number {
  if (minutes < DURATION_MINUTES.min || minutes > DURATION_MINUTES.max) {
    throw new Refusal('planning.duration-range', DURATION_MINUTES);
  }
  return minutes;
}

function readWallTime(local: string, zone: string): WallTime {
  if (!isZone(zone)) throw new Refusal('planning.zone-unknown', { zone });
  const at = parseWallTime(local, zone);
  if (!at || local.slice(0, 4) > LAST_YEAR) throw new Refusal('planning.time-invalid');
  return at;
}
