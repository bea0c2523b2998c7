import type { SimReply } from '../http.ts';
import { type HelixCall, repeated } from './endpoint.ts';
import type { OwnLimit } from './own-limits.ts';
import { pageReply } from './paging.ts';
import { named } from './users.ts';

/** How often moderators and VIPs may be added, and as often removed. */
export const ROLE_CHANGES: OwnLimit = { count: 10, windowMs: 10_000 };

/** Who has a role, newest first; only those that `user_id` names, if it does. @param since when each got it. */
export function roleReply(call: HelixCall, since: Readonly<Record<string, number>>): SimReply {
  const userIds = repeated(call, 'user_id', 100);
  const wanted = Object.entries(since)
    .sort((a, b) => b[1] - a[1])
    .map(([userId]) => userId)
    .filter((id) => userIds.length === 0 || userIds.includes(id));
  return pageReply(call, wanted, { keyOf: (id) => id, max: 100, show: (id) => named(call, 'user', id) });
}
