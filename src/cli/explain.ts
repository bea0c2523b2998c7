import type { Say } from '../i18n/console.ts';
import { Refusal } from '../kernel/refusal.ts';
import { StartProblem } from '../platform/db/start-problem.ts';
import { ConfigProblem } from '../server/config.ts';
import { UsageProblem } from './arguments.ts';
import { SandboxFailed } from './sandbox.ts';

/** What ends a command by itself: its sentence was chosen where it happened. */
export class CommandRefused extends Error {}

/** A command was called in a way it does not know; the message is its usage. */
export class UsageRefused extends Error {}

const WHY = {
  value: 'cli.badSetting',
  'secret-missing': 'cli.secretMissing',
  'secret-of-public': 'cli.secretOfPublic',
} as const;

/** The one sentence for what ended a command, and its exit code; `undefined` for a bug. */
export function explain(error: unknown, say: Say): { readonly sentence: string; readonly code: 1 | 2 } | undefined {
  if (error instanceof UsageProblem) return { sentence: say('cli.unknownOption', { option: error.option }), code: 2 };
  if (error instanceof UsageRefused) return { sentence: error.message, code: 2 };
  if (error instanceof CommandRefused) return { sentence: error.message, code: 1 };
  if (error instanceof ConfigProblem) {
    // A wrong option is wrong usage; a wrong variable is a setting to correct.
    return {
      sentence: say(WHY[error.why ?? 'value'], { setting: error.setting }),
      code: error.setting.startsWith('--') ? 2 : 1,
    };
  }
  if (error instanceof StartProblem) return { sentence: say(`start.${error.code}`, error.params), code: 1 };
  if (error instanceof SandboxFailed)
    return { sentence: say('cli.simulatorFailed', { reason: error.message }), code: 1 };
  if (error instanceof Refusal) return { sentence: error.code, code: 1 };
  return explainSystem(error, say);
}

function explainSystem(error: unknown, say: Say): { readonly sentence: string; readonly code: 1 } | undefined {
  const { code, port = 0, address = '' } = (error ?? {}) as { code?: string; port?: number; address?: string };
  switch (code) {
    case 'EADDRINUSE':
      return { sentence: say('cli.portTaken', { port, next: port < 65_535 ? port + 1 : 8080 }), code: 1 };
    case 'EACCES':
      return port > 0 ? { sentence: say('cli.portForbidden', { port }), code: 1 } : undefined;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { sentence: say('cli.hostUnusable', { host: address }), code: 1 };
    default:
      return undefined;
  }
}
