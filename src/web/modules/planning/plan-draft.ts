import { DURATION_MINUTES, type PlannedStream, type Repeat, TITLE_MAX } from '../../../contract/planning.ts';
import type { MessageKey } from '../../../i18n/messages.ts';
import { parseWallTime, wallTimeToInstant } from '../../../kernel/wall-time.ts';
import { readTime } from '../../ui/read-time.ts';
import { addDays, clockOf, type Day, weekdayOf } from './days.ts';
import { DEFAULT_START, type PlanTask } from './plan-task.ts';
import type { StreamChange } from './queries.ts';
import { readDuration } from './read-duration.ts';

/** The form's fields as typed; nothing of it is lost when something is wrong. */
export interface PlanDraft {
  readonly title: string;
  readonly category: PlannedStream['category'];
  readonly day: Day | null;
  readonly time: string;
  readonly zone: string;
  readonly duration: string;
  readonly status: 'planned' | 'confirmed';
  readonly notes: string;
  readonly checklist: PlannedStream['checklist'];
  readonly color: number;
  readonly isPublished: boolean;
  readonly repeat: Repeat | null;
}

export type DraftErrors = Partial<Record<'title' | 'day' | 'time' | 'duration' | 'repeat' | 'until', MessageKey>>;
/** In the order they stand in the form: the first wrong one gets the focus. */
export const CHECKED_FIELDS = ['title', 'day', 'time', 'duration', 'repeat', 'until'] as const;

const DEFAULT_MINUTES = 180;

/** What the form shows when it is opened. */
export function draftOf(task: PlanTask, zone: string): PlanDraft {
  if (task.kind === 'new') {
    return {
      title: '',
      category: null,
      day: task.day,
      time: clockOf(task.minutes ?? DEFAULT_START),
      zone,
      duration: durationText(DEFAULT_MINUTES),
      status: 'planned',
      notes: '',
      checklist: [],
      color: 1,
      isPublished: true,
      repeat: null,
    };
  }
  const { stream } = task;
  const isCopy = task.kind === 'copy';
  return {
    title: stream.title,
    category: stream.category,
    // A copy is meant for another day, most often the same one a week later.
    day: isCopy ? addDays(stream.local.slice(0, 10), 7) : stream.local.slice(0, 10),
    time: stream.local.slice(11),
    zone: stream.zone,
    duration: durationText(stream.durationMinutes),
    status: !isCopy && stream.status === 'confirmed' ? 'confirmed' : 'planned',
    notes: stream.notes,
    checklist: isCopy ? stream.checklist.map((item) => ({ ...item, isDone: false })) : stream.checklist,
    color: stream.color,
    isPublished: stream.isPublished,
    repeat: isCopy ? null : stream.repeat,
  };
}

/** `3:30` */
export function durationText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Twitch counts characters, not the halves of an emoji. */
export function lengthOf(title: string): number {
  return [...title.trim()].length;
}

export function isDurationAllowed(minutes: number): boolean {
  return minutes >= DURATION_MINUTES.min && minutes <= DURATION_MINUTES.max;
}

/** When the draft begins and ends; `null` while its day or time is not readable. */
export function spanOf(draft: PlanDraft): { readonly startMs: number; readonly endMs: number } | null {
  const time = readTime(draft.time);
  const wall = draft.day && time ? parseWallTime(`${draft.day}T${time}`, draft.zone) : undefined;
  if (!wall) return null;
  const startMs = Date.parse(wallTimeToInstant(wall));
  return { startMs, endMs: startMs + (readDuration(draft.duration) ?? 0) * 60_000 };
}

/** What the server would refuse, said before it is asked. The start is checked only where it was changed. */
export function errorsOf(draft: PlanDraft, nowMs: number, before: PlanDraft | null): DraftErrors {
  const minutes = readDuration(draft.duration);
  const span = spanOf(draft);
  const isMoved = !before || before.day !== draft.day || before.time !== draft.time || before.zone !== draft.zone;
  return {
    ...(draft.title.trim() === '' ? { title: 'planning.form.titleEmpty' as const } : {}),
    ...(lengthOf(draft.title) > TITLE_MAX ? { title: 'planning.form.titleLong' as const } : {}),
    ...(draft.day === null ? { day: 'planning.form.dayWrong' as const } : {}),
    ...(readTime(draft.time) === undefined ? { time: 'planning.form.timeWrong' as const } : {}),
    ...(span && isMoved && span.startMs < nowMs ? { day: 'planning.form.past' as const } : {}),
    ...(minutes === undefined
      ? { duration: 'planning.form.durationWrong' as const }
      : isDurationAllowed(minutes)
        ? {}
        : { duration: 'planning.form.durationRange' as const }),
    ...(draft.repeat && draft.repeat.weekdays.length === 0 ? { repeat: 'planning.form.weekdaysEmpty' as const } : {}),
    ...(draft.repeat?.until && draft.day && draft.repeat.until < draft.day
      ? { until: 'planning.form.untilEarly' as const }
      : {}),
  };
}

/** A weekly series that begins on the draft's day. */
export function weeklyFrom(day: Day | null): Repeat {
  return { everyWeeks: 1, weekdays: day === null ? [] : [weekdayOf(day)], until: null };
}

type Fields = Omit<StreamChange, 'streamId' | 'version' | 'scope'>;

/** The draft as the contract wants it; only for a draft without errors. */
export function fieldsOf(draft: PlanDraft) {
  return {
    title: draft.title.trim(),
    category: draft.category,
    local: `${draft.day}T${readTime(draft.time)}`,
    zone: draft.zone,
    durationMinutes: readDuration(draft.duration) ?? 0,
    status: draft.status,
    notes: draft.notes,
    checklist: draft.checklist.map((item) => ({ ...item, text: item.text.trim() })).filter(({ text }) => text !== ''),
    color: draft.color,
    isPublished: draft.isPublished,
    repeat: draft.repeat,
  };
}

/** Only what differs from the form as it was opened: what others changed meanwhile is not written over. */
export function changesOf(draft: PlanDraft, before: PlanDraft): Fields {
  const now = fieldsOf(draft);
  const then = fieldsOf(before);
  const names = (Object.keys(now) as (keyof typeof now)[]).filter(
    (name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]),
  );
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}
