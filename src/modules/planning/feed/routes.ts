import type { Handlers } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import { newId } from '../../../kernel/id.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import { calendarPath, hashCalendarToken, newCalendarToken } from './calendar-link.ts';
import { deleteLink, insertLink, readLinks } from './link-store.ts';
import type { CalendarLinkRow } from './tables.ts';

type FeedCalls = Pick<typeof planning, 'calendarLinks' | 'addCalendarLink' | 'revokeCalendarLink'>;

/** Everyone sees and revokes only links of her own. */
export function feedHandlers(context: PlanningContext): Handlers<FeedCalls, Caller, Visitor> {
  const { db, clock } = context;
  return {
    calendarLinks: async (_, caller) => ({ links: (await readLinks(db.read, caller.memberId)).map(viewLink) }),
    async addCalendarLink(_, caller) {
      const nowMs = clock.nowMs();
      const token = newCalendarToken();
      const row: CalendarLinkRow = {
        id: newId('cal', nowMs),
        member_id: caller.memberId,
        token_hash: hashCalendarToken(token),
        created_at: nowMs,
        last_read_at: null,
      };
      await db.transaction((transaction) => insertLink(transaction, row));
      return { link: viewLink(row), path: calendarPath(token) };
    },
    async revokeCalendarLink({ linkId }, caller) {
      const was = await db.transaction((transaction) => deleteLink(transaction, caller.memberId, linkId));
      if (!was) throw new Refusal('planning.unknown-link');
      return {};
    },
  };
}

function viewLink(row: CalendarLinkRow) {
  return {
    id: row.id,
    createdAt: instantFromMs(row.created_at),
    lastReadAt: row.last_read_at === null ? null : instantFromMs(row.last_read_at),
  };
}
