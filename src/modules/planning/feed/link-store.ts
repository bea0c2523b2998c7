import { permissionsOf } from '../../../contract/permissions.ts';
import type { Id } from '../../../kernel/id.ts';
import type { PlanningDb } from '../context.ts';
import type { CalendarLinkRow } from './tables.ts';

export async function insertLink(db: PlanningDb, row: CalendarLinkRow): Promise<void> {
  await db.insertInto('planning_calendar_link').values(row).execute();
}

export async function readLinks(db: PlanningDb, memberId: Id<'mem'>): Promise<CalendarLinkRow[]> {
  return await db
    .selectFrom('planning_calendar_link')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('id', 'desc')
    .execute();
}

/** @returns whether this member had such a link. */
export async function deleteLink(db: PlanningDb, memberId: Id<'mem'>, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('planning_calendar_link')
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** The link with this hash while the person it was made for is in the team and may read the plan. */
export async function findGoodLink(db: PlanningDb, tokenHash: string): Promise<CalendarLinkRow | undefined> {
  const found = await db
    .selectFrom('planning_calendar_link')
    .innerJoin('team_member', 'team_member.id', 'planning_calendar_link.member_id')
    .selectAll('planning_calendar_link')
    .select('team_member.role')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return found && permissionsOf(found.role).includes('planning.read') ? found : undefined;
}

export async function saveLastRead(db: PlanningDb, id: string, atMs: number): Promise<void> {
  await db.updateTable('planning_calendar_link').set({ last_read_at: atMs }).where('id', '=', id).execute();
}
