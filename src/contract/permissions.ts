/** Roles a member can have (origin part S21). The owner is a streamer who cannot be removed. */
export const ROLES = ['streamer', 'manager', 'moderator', 'accountant', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'live.read',
  'live.send',
  'moderation.read',
  'moderation.act',
  'planning.read',
  'planning.write',
  'finance.read',
  'finance.write',
  'team.read',
  'team.manage',
  'system.read',
  'system.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The only place that says which role may do what. */
const GRANTS: Record<Role, readonly Permission[]> = {
  streamer: PERMISSIONS,
  admin: PERMISSIONS,
  manager: ['live.read', 'live.send', 'moderation.read', 'planning.read', 'planning.write', 'team.read', 'system.read'],
  moderator: ['live.read', 'live.send', 'moderation.read', 'moderation.act', 'planning.read', 'team.read'],
  accountant: ['finance.read', 'team.read'],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTS[role];
}
