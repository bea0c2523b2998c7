import { type ConsoleKey, createSay } from '../i18n/console.ts';
import { type Config, readConfig, readLanguage } from '../server/config.ts';
import { type Arguments, readArguments, UsageProblem } from './arguments.ts';
import { explain } from './explain.ts';
import { createSpeak, type Speak } from './speak.ts';

/** A command gets its settings and its words; it gives the exit code. */
export type Command = (config: Config, speak: Speak, given: Arguments) => Promise<number>;

/** Loaded when asked for: `serve` should not wait for what only `restore` needs. */
const COMMANDS: Readonly<
  Record<string, { readonly usage: ConsoleKey; readonly words?: number; load(): Promise<Command> }>
> = {
  serve: { usage: 'cli.serveUsage', load: async () => (await import('./serve.ts')).serve },
  doctor: { usage: 'cli.doctorUsage', words: 1, load: async () => (await import('./doctor.ts')).doctor },
  backup: { usage: 'cli.backupUsage', load: async () => (await import('./backup.ts')).backup },
  restore: { usage: 'cli.restoreUsage', words: 1, load: async () => (await import('./restore.ts')).restore },
  verify: { usage: 'cli.verifyUsage', load: async () => (await import('./verify.ts')).verify },
  migrate: { usage: 'cli.migrateUsage', load: async () => (await import('./migrate.ts')).migrateOnly },
  user: { usage: 'cli.userUsage', words: 2, load: async () => (await import('./user.ts')).user },
};

/** 0 good · 1 refused, one sentence on stderr · 2 wrong usage. A bug keeps its stack and ends with 1. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const say = createSay(readLanguage());
  const speak = createSpeak(say);
  const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const { VERSION } = await import('../server/version.ts');
      speak.out('cli.usage', { version: VERSION });
      return name === undefined ? 2 : 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) {
      complain(say('cli.unknownCommand', { command: name }));
      return 2;
    }
    const given = readArguments(rest);
    if (given.wantsHelp) {
      speak.out(command.usage);
      return 0;
    }
    const tooMuch = given.rest[command.words ?? 0];
    if (tooMuch !== undefined) throw new UsageProblem(tooMuch);
    const run = await command.load();
    return await run(readConfig(given), speak, given);
  } catch (error) {
    const explained = explain(error, say);
    if (explained === undefined) {
      complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 1;
    }
    complain(explained.sentence);
    return explained.code;
  }
}
