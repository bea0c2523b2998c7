import { IconBroadcast, IconHome, IconShield, IconUsers, type TablerIcon } from '@tabler/icons-react';
import type { Permission } from '../../contract/permissions.ts';

export type RoomPath = '/' | '/live' | '/moderation' | '/team' | '/system' | '/settings';
export type RoomName = 'home' | 'live' | 'moderation' | 'team' | 'system' | 'settings';

export interface Room {
  readonly name: RoomName;
  readonly path: RoomPath;
  readonly icon: TablerIcon;
  /** Pressed after `G`. */
  readonly key: string;
  readonly permission: Permission | null;
}

/** What stands in the navigation, in this order. A room appears here when it is built. */
export const ROOMS: readonly Room[] = [
  { name: 'home', path: '/', icon: IconHome, key: 'H', permission: null },
  { name: 'live', path: '/live', icon: IconBroadcast, key: 'L', permission: 'live.read' },
  { name: 'moderation', path: '/moderation', icon: IconShield, key: 'M', permission: 'moderation.read' },
  { name: 'team', path: '/team', icon: IconUsers, key: 'T', permission: 'team.read' },
];

/** `G` and its second key, for every place of the shell. */
export const GO_TO: readonly { readonly key: string; readonly path: RoomPath; readonly name: RoomName }[] = [
  ...ROOMS.map(({ key, path, name }) => ({ key, path, name })),
  { key: 'S', path: '/settings', name: 'settings' },
  { key: 'Y', path: '/system', name: 'system' },
];
