import { HEALTH_CODES, type HealthCheck, type HealthCode, type HealthText } from '../../contract/health.ts';

const GROUPS = {
  app: 'twitch',
  account: 'twitch',
  right: 'twitch',
  'line-sign-in': 'twitch',
  'line-api': 'twitch',
  'line-chat': 'twitch',
  'line-events': 'twitch',
  topics: 'twitch',
  clock: 'twitch',
  schedule: 'twitch',
  folder: 'data',
  database: 'data',
  books: 'data',
  backup: 'data',
  'backup-damaged': 'data',
  disk: 'data',
  jobs: 'data',
  missed: 'data',
  node: 'server',
  version: 'server',
  memory: 'server',
  style: 'server',
} as const satisfies Record<HealthCode, HealthCheck['group']>;

type Details = Partial<Pick<HealthCheck, 'about' | 'params' | 'problem' | 'mend' | 'page'>>;

/** One finding; `[code, text]` is its sentence. */
export function check<C extends HealthCode>(
  [code, text]: readonly [C, HealthText<C>],
  state: HealthCheck['state'],
  details: Details = {},
): HealthCheck {
  return {
    code,
    about: null,
    group: GROUPS[code],
    state,
    text,
    params: {},
    problem: null,
    mend: null,
    page: null,
    ...details,
  };
}

const ORDER: Readonly<Record<HealthCheck['state'], number>> = { bad: 0, warn: 1, ok: 2, off: 3 };
const GROUP_ORDER: Readonly<Record<HealthCheck['group'], number>> = { twitch: 0, data: 1, server: 2 };

/** Group by group, worst first, then in the order of the list. */
export function sortChecks(checks: readonly HealthCheck[]): HealthCheck[] {
  return [...checks].sort(
    (a, b) =>
      GROUP_ORDER[a.group] - GROUP_ORDER[b.group] ||
      ORDER[a.state] - ORDER[b.state] ||
      HEALTH_CODES.indexOf(a.code) - HEALTH_CODES.indexOf(b.code),
  );
}
