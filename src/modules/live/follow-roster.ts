import type { Db } from '../../platform/db/database.ts';
import type { EventSubNotification, EventUser } from '../../twitch/wire/eventsub-message.ts';
import type { RosterList } from './line-codes.ts';
import { noteRoster } from './roster-store.ts';
import type { LiveTables } from './tables.ts';

interface Change {
  readonly list: RosterList;
  readonly user: EventUser;
  readonly isOn: boolean;
  readonly untilMs?: number | null;
}

/** Lets the lists of people follow an event, so that asking Twitch later finds only what no event told. */
export async function followRoster(
  db: Db<LiveTables>,
  channel: number,
  { event, sentAtMs }: Pick<EventSubNotification, 'event' | 'sentAtMs'>,
): Promise<void> {
  const change = changeOf(event);
  if (!change) return;
  const { list, user, isOn, untilMs = null } = change;
  const { id: twitchId, login, name: displayName } = user;
  await noteRoster(db, { channel, list }, { twitchId, login, displayName, isOn, untilMs, changedAtMs: sentAtMs });
}

function changeOf(event: EventSubNotification['event']): Change | undefined {
  switch (event.type) {
    case 'channel.ban':
      return { list: 'bans', user: event.user, isOn: true, untilMs: event.endsAtMs };
    case 'channel.unban':
      return { list: 'bans', user: event.user, isOn: false };
    case 'channel.moderator.add':
    case 'channel.moderator.remove':
      return { list: 'moderators', user: event.user, isOn: event.type === 'channel.moderator.add' };
    case 'channel.vip.add':
    case 'channel.vip.remove':
      return { list: 'vips', user: event.user, isOn: event.type === 'channel.vip.add' };
    case 'channel.moderate': {
      // In another channel of a shared chat: of no list of this one.
      if (event.isShared) return undefined;
      const { detail } = event;
      switch (detail.action) {
        case 'ban':
        case 'timeout':
          return { list: 'bans', user: detail.user, isOn: true, untilMs: detail.expiresAtMs };
        case 'unban':
        case 'untimeout':
          return { list: 'bans', user: detail.user, isOn: false };
        case 'mod':
        case 'unmod':
          return { list: 'moderators', user: detail.user, isOn: detail.action === 'mod' };
        case 'vip':
        case 'unvip':
          return { list: 'vips', user: detail.user, isOn: detail.action === 'vip' };
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}
