import { Refusal } from '../../../kernel/refusal.ts';
import type { Page, PageReply } from '../../../platform/module.ts';
import { expandPlan } from '../calendar/expand.ts';
import { readPlan } from '../calendar/plan-store.ts';
import type { PlanningContext } from '../context.ts';
import { hashCalendarToken, isCalendarToken } from './calendar-link.ts';
import { writeIcs } from './ics.ts';
import { findGoodLink, saveLastRead } from './link-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BACK_DAYS = 90;
const AHEAD_DAYS = 365;

/** The plan for calendar programs, which cannot sign in: whoever knows the address may read it. */
export function calendarPage(context: PlanningContext): Page {
  return {
    path: '/calendar/:token.ics',
    access: 'open',
    handle: ({ params }) => readCalendar(context, params['token'] ?? ''),
  };
}

async function readCalendar(context: PlanningContext, token: string): Promise<PageReply> {
  const { db, clock } = context;
  const link = isCalendarToken(token) ? await findGoodLink(db.read, hashCalendarToken(token)) : undefined;
  if (!link) throw new Refusal('planning.unknown-link');
  const nowMs = clock.nowMs();
  // A program that asks every second must not write every second.
  if (nowMs - (link.last_read_at ?? 0) > MINUTE_MS) {
    await db.transaction((transaction) => saveLastRead(transaction, link.id, nowMs));
  }
  const channel = context.channel();
  const body = await writeIcs({
    name: channel?.displayName ?? 'liveXtrem',
    url: channel && `https://www.twitch.tv/${channel.login}`,
    now: clock.now(),
    dates: expandPlan(await readPlan(db.read), nowMs - BACK_DAYS * DAY_MS, nowMs + AHEAD_DAYS * DAY_MS),
  });
  return { status: 200, contentType: 'text/calendar; charset=utf-8', body };
}
