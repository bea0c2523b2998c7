import { parseArgs } from 'node:util';
import type { ConfigOptions } from '../server/config.ts';

/** Wrong usage of a command: exit code 2, the sentence names what was not understood. */
export class UsageProblem extends Error {
  readonly option: string;
  constructor(option: string) {
    super(`unknown option ${option}`);
    this.name = 'UsageProblem';
    this.option = option;
  }
}

export interface Arguments extends ConfigOptions {
  readonly wantsHelp: boolean;
  readonly role: string | undefined;
  /** What `doctor` shall mend. */
  readonly mend: string | undefined;
  readonly wantsDiagnosis: boolean;
  /** What follows the command and is no option. */
  readonly rest: readonly string[];
}

/** @throws UsageProblem for anything a command does not know. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        sandbox: { type: 'boolean' },
        role: { type: 'string' },
        mend: { type: 'string' },
        diagnosis: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return {
      port: values.port,
      data: values.data,
      noOpen: values['no-open'],
      sandbox: values.sandbox,
      role: values.role,
      mend: values.mend,
      wantsDiagnosis: values.diagnosis === true,
      wantsHelp: values.help === true,
      rest: positionals,
    };
  } catch (error) {
    const name = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new UsageProblem(name ?? args.join(' '));
  }
}
