import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Twitch: 30 minutes to 23 hours, titles of at most 140 characters (helix.md, POST /schedule/segment). */
export const DURATION_MINUTES = { min: 30, max: 1380 } as const;
export const TITLE_MAX = 140;

export const STREAM_STATUSES = ['planned', 'confirmed', 'cancelled', 'done'] as const;

/** How a planned stream stands on Twitch's own schedule. */
export const PUBLICATION_STATES = ['off', 'waiting', 'published', 'refused', 'differs'] as const;

const zone = z.string().max(64);
/** `2026-11-25T19:30`: what the clock on the wall shows. */
const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const day = z.iso.date();
const category = z.object({ id: z.string().max(40), name: z.string().max(140) });

const checklistItem = z.object({ id: z.string().max(64), text: z.string().max(200), isDone: z.boolean() });

const repeat = z.object({
  /** Every so many weeks. */
  everyWeeks: z.int().min(1).max(8),
  /** Monday is 1. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** The last day it may fall on; without one it goes on. */
  until: day.nullable(),
});
export type Repeat = z.infer<typeof repeat>;

/** What really happened, beside the plan. */
const actual = z.object({
  broadcastId: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Positive is late. */
  startDelayMinutes: z.int(),
  /** Positive is longer than planned; `null` while it runs. */
  lengthDifferenceMinutes: z.int().nullable(),
  category: z.string(),
  isOtherCategory: z.boolean(),
});
export type ActualView = z.infer<typeof actual>;

/** One planned stream; of a series, one of its dates. */
export const plannedStream = z.object({
  /** `plan_…`, or `ser_…~2026-11-25` for a date of a series nothing was changed about. */
  id: z.string(),
  seriesId: z.string().nullable(),
  repeat: repeat.nullable(),
  title: z.string(),
  category: category.nullable(),
  local,
  zone,
  durationMinutes: z.int(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  status: z.enum(STREAM_STATUSES),
  cancelReason: z.string().nullable(),
  notes: z.string(),
  checklist: z.array(checklistItem),
  /** One of the eight chart colours, 1 to 8. */
  color: z.int().min(1).max(8),
  /** A date of a series that stands elsewhere than the series says. */
  isMoved: z.boolean(),
  /** Whether it shall stand on Twitch's schedule; how it stands there says `twitch`. */
  isPublished: z.boolean(),
  twitch: z.object({
    state: z.enum(PUBLICATION_STATES),
    /** Why it cannot be there, or why it waits. */
    refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
    attempts: z.int(),
    nextTryAt: z.iso.datetime().nullable(),
  }),
  actual: actual.nullable(),
  version: z.int(),
});
export type PlannedStream = z.infer<typeof plannedStream>;

const fields = {
  title: z.string().trim().max(400),
  category: category.nullable(),
  local,
  zone,
  durationMinutes: z.int(),
  status: z.enum(['planned', 'confirmed']),
  notes: z.string().max(10_000),
  checklist: z.array(checklistItem).max(50),
  color: z.int().min(1).max(8),
  /** Whether it shall stand on Twitch's schedule. */
  isPublished: z.boolean(),
  repeat: repeat.nullable(),
};

/** `this` date alone, it and the `following`, or the whole `series`. For single streams always `this`. */
const scope = z.enum(['this', 'following', 'series']).default('this');

const side = z.object({
  title: z.string(),
  category: z.string().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  isRecurring: z.boolean(),
  isCancelled: z.boolean(),
});

export const difference = z.object({
  id: z.string(),
  /** Changed on Twitch; there but not ours; ours but gone from there. */
  kind: z.enum(['changed', 'only-on-twitch', 'gone-from-twitch']),
  streamId: z.string().nullable(),
  ours: side.nullable(),
  theirs: side.nullable(),
  seenAt: z.iso.datetime(),
});
export type ScheduleDifference = z.infer<typeof difference>;

const syncState = z.object({
  state: z.enum(['never', 'ok', 'waiting', 'failed', 'off']),
  /** When Twitch's schedule was last read. */
  readAt: z.iso.datetime().nullable(),
  refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  same: z.int(),
  waiting: z.int(),
  differences: z.array(difference),
  refused: z.array(plannedStream),
  /** What the next push will do on Twitch. */
  preview: z.array(
    z.object({
      act: z.enum(['create', 'change', 'cancel', 'restore', 'delete']),
      title: z.string(),
      startsAt: z.iso.datetime(),
    }),
  ),
});
export type SyncState = z.infer<typeof syncState>;

export const TASK_PRIORITIES = ['low', 'normal', 'high'] as const;

export const task = z.object({
  id: z.string(),
  title: z.string(),
  due: z
    .object({
      day,
      time: z
        .string()
        .regex(/^\d{2}:\d{2}$/)
        .nullable(),
    })
    .nullable(),
  assignee: z.object({ memberId: z.string(), displayName: z.string() }).nullable(),
  priority: z.enum(TASK_PRIORITIES),
  streamId: z.string().nullable(),
  doneAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type TaskView = z.infer<typeof task>;

const taskFields = {
  title: z.string().trim().min(1).max(200),
  due: z
    .object({
      day,
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .nullable(),
    })
    .nullable(),
  assigneeId: z.string().max(64).nullable(),
  priority: z.enum(TASK_PRIORITIES),
  streamId: z.string().max(64).nullable(),
};

const calendarLink = z.object({ id: z.string(), createdAt: z.iso.datetime(), lastReadAt: z.iso.datetime().nullable() });

export const planning = {
  streams: endpoint({
    method: 'GET',
    path: '/planning/streams',
    access: 'planning.read',
    summary: 'Planned streams whose time touches the period, series spread out, in order of time.',
    input: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
    output: z.object({ streams: z.array(plannedStream) }),
  }),
  next: endpoint({
    method: 'GET',
    path: '/planning/next',
    access: 'planning.read',
    summary: 'The stream that runs by plan or comes next.',
    input: z.object({}),
    output: z.object({ stream: plannedStream.nullable() }),
  }),
  stream: endpoint({
    method: 'GET',
    path: '/planning/streams/{streamId}',
    access: 'planning.read',
    summary: 'One planned stream.',
    input: z.object({ streamId: z.string().max(80) }),
    output: plannedStream,
  }),
  planStream: endpoint({
    method: 'POST',
    path: '/planning/streams',
    access: 'planning.write',
    summary: 'Plans a stream, or with `repeat` a weekly series; gives the first date.',
    input: z.object(fields),
    output: plannedStream,
  }),
  changeStream: endpoint({
    method: 'PATCH',
    path: '/planning/streams/{streamId}',
    access: 'planning.write',
    summary: 'Changes or moves a planned stream: this date, this and the following, or the whole series.',
    input: z.object({ streamId: z.string().max(80), version: z.int(), scope, ...z.object(fields).partial().shape }),
    output: plannedStream,
  }),
  tick: endpoint({
    method: 'PUT',
    path: '/planning/streams/{streamId}/checklist/{itemId}',
    access: 'planning.write',
    summary: 'Ticks a point of the checklist, or takes the tick back.',
    input: z.object({ streamId: z.string().max(80), itemId: z.string().max(64), isDone: z.boolean() }),
    output: plannedStream,
  }),
  cancelStream: endpoint({
    method: 'POST',
    path: '/planning/streams/{streamId}/cancel',
    access: 'planning.write',
    summary: 'Cancels a stream with a reason; it stays in the plan, on Twitch it is cancelled too.',
    input: z.object({ streamId: z.string().max(80), scope, reason: z.string().trim().max(200) }),
    output: plannedStream,
  }),
  restoreStream: endpoint({
    method: 'POST',
    path: '/planning/streams/{streamId}/restore',
    access: 'planning.write',
    summary:
      'Takes a cancellation back: of the date, or of its series where that was cancelled; `this` only of the date.',
    input: z.object({ streamId: z.string().max(80), scope: z.enum(['this', 'series']).optional() }),
    output: plannedStream,
  }),
  removeStream: endpoint({
    method: 'DELETE',
    path: '/planning/streams/{streamId}',
    access: 'planning.write',
    summary: 'Takes a stream out of the plan, and from Twitch what we put there.',
    input: z.object({ streamId: z.string().max(80), scope }),
    output: z.object({}),
  }),
  comparison: endpoint({
    method: 'GET',
    path: '/planning/comparison',
    access: 'planning.read',
    summary: 'Planned against actual, newest first; streams nobody planned are listed too.',
    input: z.object({
      before: z.iso.datetime().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          planned: plannedStream.nullable(),
          broadcast: z
            .object({
              id: z.int(),
              title: z.string(),
              category: z.string(),
              startedAt: z.iso.datetime(),
              endedAt: z.iso.datetime().nullable(),
            })
            .nullable(),
        }),
      ),
      /** Over all rows that have both. */
      medianDelayMinutes: z.number().nullable(),
      hasOlder: z.boolean(),
    }),
  }),
  categories: endpoint({
    method: 'GET',
    path: '/planning/categories',
    access: 'planning.read',
    summary: 'Searches Twitch’s categories.',
    input: z.object({ query: z.string().trim().min(1).max(100) }),
    output: z.object({ categories: z.array(category) }),
  }),
  syncState: endpoint({
    method: 'GET',
    path: '/planning/sync',
    access: 'planning.read',
    summary: 'How the plan and Twitch’s schedule stand to each other.',
    input: z.object({}),
    output: syncState,
  }),
  syncNow: endpoint({
    method: 'POST',
    path: '/planning/sync',
    access: 'planning.write',
    summary: 'Reads Twitch’s schedule now, sends what waits, and says what differs.',
    input: z.object({}),
    output: syncState,
  }),
  settleDifference: endpoint({
    method: 'POST',
    path: '/planning/sync/differences/{differenceId}',
    access: 'planning.write',
    summary: 'Decides a difference: ours goes to Twitch, theirs comes here, or it is left as it is.',
    input: z.object({ differenceId: z.string().max(120), choice: z.enum(['ours', 'theirs', 'leave']) }),
    output: syncState,
  }),
  tasks: endpoint({
    method: 'GET',
    path: '/planning/tasks',
    access: 'planning.read',
    summary: 'Tasks: open ones by due date, then the newest done ones.',
    input: z.object({ state: z.enum(['open', 'done', 'all']).default('all') }),
    output: z.object({ tasks: z.array(task) }),
  }),
  assignees: endpoint({
    method: 'GET',
    path: '/planning/assignees',
    access: 'planning.read',
    summary: 'Whom a task can be given to.',
    input: z.object({}),
    output: z.object({ members: z.array(z.object({ memberId: z.string(), displayName: z.string() })) }),
  }),
  addTask: endpoint({
    method: 'POST',
    path: '/planning/tasks',
    access: 'planning.write',
    summary: 'Writes a task down.',
    input: z.object({
      title: taskFields.title,
      due: taskFields.due.default(null),
      assigneeId: taskFields.assigneeId.default(null),
      priority: taskFields.priority.default('normal'),
      streamId: taskFields.streamId.default(null),
    }),
    output: task,
  }),
  changeTask: endpoint({
    method: 'PATCH',
    path: '/planning/tasks/{taskId}',
    access: 'planning.write',
    summary: 'Changes a task, or says that it is done.',
    input: z
      .object({ taskId: z.string().max(64), isDone: z.boolean().optional(), ...z.object(taskFields).partial().shape })
      .refine(({ taskId: _, ...change }) => Object.values(change).some((value) => value !== undefined)),
    output: task,
  }),
  removeTask: endpoint({
    method: 'DELETE',
    path: '/planning/tasks/{taskId}',
    access: 'planning.write',
    summary: 'Throws a task away.',
    input: z.object({ taskId: z.string().max(64) }),
    output: z.object({}),
  }),
  calendarLinks: endpoint({
    method: 'GET',
    path: '/planning/calendar-links',
    access: 'planning.read',
    summary: 'The signed-in person’s secret calendar addresses; the address itself is shown only when it is made.',
    input: z.object({}),
    output: z.object({ links: z.array(calendarLink) }),
  }),
  addCalendarLink: endpoint({
    method: 'POST',
    path: '/planning/calendar-links',
    access: 'planning.read',
    summary: 'Makes a secret address that any calendar can subscribe to.',
    input: z.object({}),
    output: z.object({ link: calendarLink, /** A path of this site. */ path: z.string() }),
  }),
  revokeCalendarLink: endpoint({
    method: 'DELETE',
    path: '/planning/calendar-links/{linkId}',
    access: 'planning.read',
    summary: 'Makes a calendar address worthless.',
    input: z.object({ linkId: z.string().max(64) }),
    output: z.object({}),
  }),
};
