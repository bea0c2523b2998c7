import {
  IconBroadcast,
  IconCalendarEvent,
  IconHome,
  IconReceiptEuro,
  IconShield,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Permission } from '../../contract/permissions.ts';

export type RoomPath = '/' | '/live' | '/moderation' | '/planning' | '/finance' | '/team' | '/system' | '/settings';
export type RoomName = 'home' | 'live' | 'moderation' | 'planning' | 'finance' | 'team' | 'system' | 'settings';

/** A page below a room's own, shown in the navigation while the room is open. */
export interface RoomPage {
  readonly path:
    | RoomPath
    | '/planning/tasks'
    | '/planning/sync'
    | '/planning/review'
    | '/finance/ledger'
    | '/finance/streams'
    | '/finance/estimates';
  readonly name: 'calendar' | 'tasks' | 'sync' | 'review' | 'overview' | 'ledger' | 'streams' | 'estimates';
}

export interface Room {
  readonly name: RoomName;
  readonly path: RoomPath;
  readonly icon: TablerIcon;
  /** Pressed after `G`. */
  readonly key: string;
  readonly permission: Permission | null;
  /** The first is the room itself. */
  readonly pages?: readonly RoomPage[];
}

/** What stands in the navigation, in this order. A room appears here when it is built. */
export const ROOMS: readonly Room[] = [
  { name: 'home', path: '/', icon: IconHome, key: 'H', permission: null },
  { name: 'live', path: '/live', icon: IconBroadcast, key: 'L', permission: 'live.read' },
  { name: 'moderation', path: '/moderation', icon: IconShield, key: 'M', permission: 'moderation.read' },
  {
    name: 'planning',
    path: '/planning',
    icon: IconCalendarEvent,
    key: 'P',
    permission: 'planning.read',
    pages: [
      { path: '/planning', name: 'calendar' },
      { path: '/planning/tasks', name: 'tasks' },
      { path: '/planning/sync', name: 'sync' },
      { path: '/planning/review', name: 'review' },
    ],
  },
  {
    name: 'finance',
    path: '/finance',
    icon: IconReceiptEuro,
    key: 'F',
    permission: 'finance.read',
    pages: [
      { path: '/finance', name: 'overview' },
      { path: '/finance/ledger', name: 'ledger' },
      { path: '/finance/streams', name: 'streams' },
      { path: '/finance/estimates', name: 'estimates' },
    ],
  },
  { name: 'team', path: '/team', icon: IconUsers, key: 'T', permission: 'team.read' },
];

/** `G` and its second key, for every place of the shell. */
export const GO_TO: readonly { readonly key: string; readonly path: RoomPath; readonly name: RoomName }[] = [
  ...ROOMS.map(({ key, path, name }) => ({ key, path, name })),
  { key: 'S', path: '/settings', name: 'settings' },
  { key: 'Y', path: '/system', name: 'system' },
];
