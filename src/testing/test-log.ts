import { createLog, type Log } from '../platform/log.ts';

/** A log that keeps what it would write, from debug up; `text()` is what secrets are searched in. */
export interface TestLog extends Log {
  text(): string;
  /** Parsed lines; `msg` is the event. */
  lines(): readonly Readonly<Record<string, unknown>>[];
}

export function createTestLog(): TestLog {
  const written: string[] = [];
  const log = createLog({ level: 'debug', to: { write: (line: string) => void written.push(line) } });
  return {
    ...log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
