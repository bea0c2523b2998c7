import type { Selectable } from 'kysely';
import type { Role } from '../../contract/permissions.ts';
import { type Id, type TwitchUserId, twitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Member } from './member.ts';
import type { TeamMemberTable, TeamTables } from './tables.ts';

type TeamDb = Db<TeamTables>;

/** Owner first, then by time of joining. */
export async function listMembers(db: TeamDb): Promise<readonly Member[]> {
  const rows = await db.selectFrom('team_member').selectAll().orderBy('is_owner', 'desc').orderBy('id').execute();
  return rows.map(memberOf);
}

export async function findMember(db: TeamDb, id: string): Promise<Member | undefined> {
  const row = await db.selectFrom('team_member').selectAll().where('id', '=', id).executeTakeFirst();
  return row && memberOf(row);
}

export async function findMemberByTwitchId(db: TeamDb, twitchId: TwitchUserId): Promise<Member | undefined> {
  const row = await db.selectFrom('team_member').selectAll().where('twitch_id', '=', twitchId).executeTakeFirst();
  return row && memberOf(row);
}

export async function findOwner(db: TeamDb): Promise<Member | undefined> {
  const row = await db.selectFrom('team_member').selectAll().where('is_owner', '=', true).executeTakeFirst();
  return row && memberOf(row);
}

export interface NewMember {
  readonly id: Id<'mem'>;
  readonly twitchId: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly isOwner: boolean;
  readonly addedAt: number;
  readonly addedBy: Id<'mem'> | null;
  readonly signedInAt: number | null;
}

export async function insertMember(db: TeamDb, member: NewMember): Promise<Member> {
  const row = {
    id: member.id,
    twitch_id: member.twitchId,
    login: member.login,
    display_name: member.displayName,
    role: member.role,
    is_owner: member.isOwner,
    added_at: member.addedAt,
    added_by: member.addedBy,
    signed_in_at: member.signedInAt,
    last_seen_at: member.signedInAt,
  };
  await db.insertInto('team_member').values(row).execute();
  return memberOf(row);
}

export interface MemberChanges {
  readonly twitchId?: TwitchUserId;
  readonly login?: string;
  readonly displayName?: string;
  readonly role?: Role;
  readonly signedInAt?: number;
  readonly lastSeenAt?: number;
}

/** @returns the member afterwards, `undefined` when there is none of this id. */
export async function updateMember(db: TeamDb, id: string, changes: MemberChanges): Promise<Member | undefined> {
  const columns = {
    ...(changes.twitchId === undefined ? {} : { twitch_id: changes.twitchId }),
    ...(changes.login === undefined ? {} : { login: changes.login }),
    ...(changes.displayName === undefined ? {} : { display_name: changes.displayName }),
    ...(changes.role === undefined ? {} : { role: changes.role }),
    ...(changes.signedInAt === undefined ? {} : { signed_in_at: changes.signedInAt }),
    ...(changes.lastSeenAt === undefined ? {} : { last_seen_at: changes.lastSeenAt }),
  };
  if (Object.keys(columns).length > 0) await db.updateTable('team_member').set(columns).where('id', '=', id).execute();
  return findMember(db, id);
}

/** @returns whether there was one. */
export async function deleteMember(db: TeamDb, id: string): Promise<boolean> {
  const result = await db.deleteFrom('team_member').where('id', '=', id).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

function memberOf(row: Selectable<TeamMemberTable>): Member {
  return {
    id: row.id as Id<'mem'>,
    twitchId: row.twitch_id === null ? null : twitchUserId(row.twitch_id),
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    isOwner: row.is_owner,
    addedAt: row.added_at,
    signedInAt: row.signed_in_at,
    lastSeenAt: row.last_seen_at,
  };
}
