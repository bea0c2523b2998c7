import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '../../kernel/id.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { SessionView, SignInWay } from '../module.ts';
import type { PlatformTables } from '../tables.ts';

export interface Session {
  /** SHA-256 of the token: names the session everywhere but in the cookie. */
  readonly key: string;
  readonly memberId: Id<'mem'>;
  readonly csrfToken: string;
  /** Its end was just moved: the cookie must follow. */
  readonly isRenewed: boolean;
}

/** How and from where somebody came in. */
interface SignInOrigin {
  readonly way: SignInWay;
  readonly address: string;
}

/** Signed-in browsers. The token itself exists only in the cookie. */
export interface Sessions {
  begin(memberId: Id<'mem'>, origin?: SignInOrigin): Promise<{ readonly token: string; readonly session: Session }>;
  /** The living session of a token; using it moves its end. */
  find(token: string): Promise<Session | undefined>;
  /** An open window is use, too: as `find`, by key. */
  keepAlive(key: string): Promise<boolean>;
  end(key: string): Promise<void>;
  endSessionsOf(memberId: Id<'mem'>): Promise<void>;
  /** Called with the keys of sessions that were ended, after the commit. */
  onEnded(listener: (keys: readonly string[]) => void): void;
}

/** The same as their people look after them. */
export interface SessionBook extends Sessions {
  /** Every living one, the newest first. */
  list(): Promise<readonly SessionView[]>;
  confirm(key: string): Promise<void>;
  /** Called after the commit when one began, was confirmed, or ended. */
  onChanged(listener: () => void): void;
}

export const SESSION_DAYS = 30;
const LIFETIME_MS = SESSION_DAYS * 24 * 60 * 60_000;
/** Not every request writes: the end moves at most this often. */
const RENEW_AFTER_MS = 10 * 60_000;

export function createSessions(
  database: Pick<Database<PlatformTables>, 'read' | 'transaction'>,
  clock: Clock,
): SessionBook {
  const listeners: ((keys: readonly string[]) => void)[] = [];
  const changeListeners: (() => void)[] = [];
  const tellChanged = (): void => {
    for (const listener of changeListeners) listener();
  };

  async function findByKey(key: string): Promise<Session | undefined> {
    const nowMs = clock.nowMs();
    const row = await database.read
      .selectFrom('platform_session')
      .select(['member_id', 'csrf', 'last_seen_at'])
      .where('id_hash', '=', key)
      .where('expires_at', '>', nowMs)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const isRenewed = nowMs - row.last_seen_at >= RENEW_AFTER_MS;
    if (isRenewed) {
      await database.transaction((db) =>
        db
          .updateTable('platform_session')
          .set({ last_seen_at: nowMs, expires_at: nowMs + LIFETIME_MS })
          .where('id_hash', '=', key)
          .execute(),
      );
    }
    return { key, memberId: row.member_id as Id<'mem'>, csrfToken: row.csrf, isRenewed };
  }

  async function endWhere(column: 'id_hash' | 'member_id', value: string): Promise<void> {
    const ended = await database.transaction((db) =>
      db.deleteFrom('platform_session').where(column, '=', value).returning('id_hash').execute(),
    );
    if (ended.length === 0) return;
    for (const listener of listeners) listener(ended.map((row) => row.id_hash));
    tellChanged();
  }

  return {
    async begin(memberId, origin) {
      const nowMs = clock.nowMs();
      const token = randomBytes(32).toString('base64url');
      const key = hashToken(token);
      const csrfToken = randomBytes(32).toString('base64url');
      await database.transaction(async (db) => {
        await db.deleteFrom('platform_session').where('expires_at', '<=', nowMs).execute();
        await db
          .insertInto('platform_session')
          .values({
            id_hash: key,
            member_id: memberId,
            csrf: csrfToken,
            created_at: nowMs,
            last_seen_at: nowMs,
            expires_at: nowMs + LIFETIME_MS,
            way: origin?.way ?? null,
            address: origin?.address ?? null,
            confirmed_at: null,
          })
          .execute();
      });
      tellChanged();
      return { token, session: { key, memberId, csrfToken, isRenewed: false } };
    },
    find: (token) => findByKey(hashToken(token)),
    keepAlive: async (key) => (await findByKey(key)) !== undefined,
    async list() {
      const rows = await database.read
        .selectFrom('platform_session')
        .select(['id_hash', 'member_id', 'way', 'address', 'confirmed_at', 'created_at', 'last_seen_at'])
        .where('expires_at', '>', clock.nowMs())
        .orderBy('created_at', 'desc')
        .orderBy('id_hash')
        .execute();
      return rows.map((row) => ({
        key: row.id_hash,
        memberId: row.member_id as Id<'mem'>,
        way: row.way,
        address: row.address,
        isConfirmed: row.confirmed_at !== null,
        beganAt: row.created_at,
        lastSeenAt: row.last_seen_at,
      }));
    },
    end: (key) => endWhere('id_hash', key),
    async confirm(key) {
      const confirmed = { confirmed_at: clock.nowMs() };
      await database.transaction((db) =>
        db.updateTable('platform_session').set(confirmed).where('id_hash', '=', key).execute(),
      );
      tellChanged();
    },
    endSessionsOf: (memberId) => endWhere('member_id', memberId),
    onEnded(listener) {
      listeners.push(listener);
    },
    onChanged(listener) {
      changeListeners.push(listener);
    },
  };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
