import type { HealthCheck } from '../../contract/health.ts';
import { VERSION } from '../version.ts';
import { check } from './check.ts';
import type { HouseState } from './house-state.ts';

const NODE_MAJOR = 26;

export function serverChecks(house: HouseState): HealthCheck[] {
  return [nodeCheck(process.versions.node), versionCheck(house), memoryCheck(house), styleCheck(house)];
}

function nodeCheck(version: string): HealthCheck {
  const isNew = Number(version.split('.')[0]) >= NODE_MAJOR;
  return check(['node', isNew ? 'good' : 'old'], isNew ? 'ok' : 'bad', { params: { version } });
}

function versionCheck({ server, silence, nowMs }: HouseState): HealthCheck {
  const params = { version: VERSION };
  if (silence === 'hanging') return check(['version', 'hanging'], 'bad', { params });
  if (silence === 'starting') return check(['version', 'starting'], 'warn', { params });
  if (server === null) return check(['version', 'not-running'], 'off', { params });
  return check(['version', 'running'], 'ok', { params: { ...params, forMs: nowMs - server.startedAtMs } });
}

function memoryCheck({ server, nowMs }: HouseState): HealthCheck {
  if (server === null) return check(['memory', 'not-looked'], 'off');
  const { usedBytes, growingSinceMs } = server;
  if (growingSinceMs === null) return check(['memory', 'fine'], 'ok', { params: { usedBytes } });
  return check(['memory', 'growing'], 'warn', { params: { usedBytes, forMs: nowMs - growingSinceMs } });
}

function styleCheck({ style }: HouseState): HealthCheck {
  if (style.length === 0) return check(['style', 'good'], 'ok');
  const names = style.map(({ code }) => code.replace('style.', '')).join(', ');
  return check(['style', 'notices'], 'warn', {
    params: { notices: style.length, names },
    mend: 'set-style-aside',
    page: '/settings',
  });
}
