import { type HealthReport, MENDS, type Mend } from '../contract/health.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Config } from '../server/config.ts';
import type { ControlAsk } from '../server/health/control-protocol.ts';
import { writeDiagnosis } from '../server/health/diagnosis.ts';
import { lastLogLines } from '../server/health/last-log-lines.ts';
import { lookAlone } from '../server/health/look-alone.ts';
import { mendAlone } from '../server/health/mend-alone.ts';
import { logFileIn } from '../server/installation.ts';
import { openUpkeep } from '../server/upkeep.ts';
import { type Arguments, UsageProblem } from './arguments.ts';
import { askWhenUp, type Waiting } from './ask-when-up.ts';
import { CommandRefused, UsageRefused } from './explain.ts';
import { isAnyBad, refusalSentence, reportLines } from './print-report.ts';
import type { Speak } from './speak.ts';
import { valueWords } from './value-words.ts';

/** A server that starts reads its database and brings it up to date: mostly done in that time. */
const START_MS = 10_000;

interface Found {
  readonly report: HealthReport;
  readonly origin: string | null;
}

/**
 * The list of the Health page, from the server that runs; without one, what can be looked at by itself.
 * `--mend` mends one thing, `--diagnosis` writes the text to show to others.
 */
export async function doctor(config: Config, speak: Speak, given: Arguments): Promise<number> {
  const [about] = given.rest;
  if (about !== undefined && given.mend === undefined) throw new UsageProblem(about);
  if (given.wantsDiagnosis) return await diagnose(config, speak);
  if (given.mend !== undefined) return await mendOne(config, speak, given);
  const found = await ask(config, speak, { ask: 'check' });
  const { report, origin } = found ?? (await alone(config));
  tell(report, { config, speak, origin, given });
  return isAnyBad(report) ? 1 : 0;
}

async function mendOne(config: Config, speak: Speak, given: Arguments): Promise<number> {
  const mend = MENDS.find((each) => each === given.mend);
  if (mend === undefined) throw new UsageRefused(speak.say('cli.doctor.mendUnknown', { names: MENDS.join(', ') }));
  const about = given.rest[0] ?? null;
  const found =
    (await ask(config, speak, { ask: 'mend', mend, about })) ?? (await mendWithout(config, speak, mend, about));
  speak.out('cli.doctor.mended', { what: speak.say(`health.mend.${mend}`) });
  speak.line('');
  tell(found.report, { config, speak, origin: found.origin, given });
  return 0;
}

async function mendWithout(config: Config, speak: Speak, mend: Mend, about: string | null): Promise<Found> {
  try {
    if (await mendAlone(config, mend, about)) return await alone(config);
  } catch (error) {
    if (error instanceof Refusal) throw refused(speak, error.code, error.params);
    throw error;
  }
  throw new CommandRefused(speak.say('cli.doctor.mendNeedsServer'));
}

async function diagnose(config: Config, speak: Speak): Promise<number> {
  const asked = await askSoon(config, speak, { ask: 'diagnosis' });
  if (asked.is === 'answered' && asked.answer.kind === 'diagnosis') {
    speak.line(asked.answer.text.trimEnd());
    return 0;
  }
  const { report } = await alone(config, asked.is === 'hanging' || asked.is === 'starting' ? asked.is : null);
  const logLines = await lastLogLines(logFileIn(openUpkeep(config).folder));
  const dialect = config.databaseUrl === undefined ? 'sqlite' : 'postgres';
  speak.line(writeDiagnosis({ report, dialect, logLines }).trimEnd());
  return 0;
}

/** What the running server says; `undefined` when none runs. @throws CommandRefused when it refuses */
async function ask(config: Config, speak: Speak, what: ControlAsk): Promise<Found | undefined> {
  const asked = await askSoon(config, speak, what);
  switch (asked.is) {
    case 'answered':
      if (asked.answer.kind === 'report') return asked.answer;
      if (asked.answer.kind === 'refused') throw refused(speak, asked.answer.code, asked.answer.params);
      return undefined;
    case 'forbidden':
      throw new CommandRefused(speak.say('cli.doctor.notYours'));
    case 'hanging':
    case 'starting':
      if (what.ask !== 'check') throw new CommandRefused(speak.say(`cli.doctor.${asked.is}`));
      return await alone(config, asked.is);
    case 'none':
      return undefined;
    default:
      return asked satisfies never;
  }
}

function askSoon(config: Config, speak: Speak, what: ControlAsk): ReturnType<typeof askWhenUp> {
  return askWhenUp(openUpkeep(config), what, { startMs: START_MS, waiting: waitingOn(process.stderr, speak) });
}

/** One line, no part of the report; where somebody watches it grows. */
function waitingOn(to: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, { say }: Speak): Waiting {
  return {
    begins: (seconds) => void to.write(`${say('cli.doctor.waiting', { seconds })}${to.isTTY ? '' : '\n'}`),
    goesOn: () => void (to.isTTY && to.write('.')),
    ends: () => void (to.isTTY && to.write('\n')),
  };
}

async function alone(config: Config, silence: 'starting' | 'hanging' | null = null): Promise<Found> {
  return { report: await lookAlone(config, silence), origin: null };
}

function refused({ say }: Speak, code: string, params: Refusal['params']): CommandRefused {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  }
  return new CommandRefused(refusalSentence(say, code, values));
}

function tell(
  report: HealthReport,
  { config, speak, origin, given }: { config: Config; speak: Speak; origin: string | null; given: Arguments },
): void {
  const options = [given.data && `--data ${given.data}`, given.sandbox && '--sandbox'].filter(Boolean);
  const command = ['npm run livextrem -- doctor', ...options].join(' ');
  const words = { say: speak.say, values: valueWords(config.language), origin, command };
  for (const line of reportLines(report, words)) speak.line(line);
}
