import type { ReplyOf } from '../../../contract/endpoint.ts';
import { permissionsOf } from '../../../contract/permissions.ts';
import type { planning } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { PlanningDb } from '../context.ts';

type Assignees = ReplyOf<typeof planning.assignees>['members'];

/** Whom a task can be given to: those who can see it. By name. */
export async function readAssignees(db: PlanningDb): Promise<Assignees> {
  const members = await db.selectFrom('team_member').select(['id', 'display_name', 'login', 'role']).execute();
  return members
    .filter(({ role }) => permissionsOf(role).includes('planning.read'))
    .map((member) => ({ memberId: member.id, displayName: member.display_name || member.login }))
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'en') || (a.memberId < b.memberId ? -1 : 1));
}

/** @throws Refusal planning.unknown-assignee */
export async function mustBeAssignee(db: PlanningDb, memberId: string): Promise<void> {
  const members = await readAssignees(db);
  if (!members.some((member) => member.memberId === memberId)) throw new Refusal('planning.unknown-assignee');
}
