import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import { openLogFile } from './log-file.ts';
import { redact, redactText } from './redact.ts';

type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Ids and counts of what happened; an `error` field is written with its stack. Chat text only at debug. */
type LogFields = Readonly<Record<string, unknown>>;

/**
 * Structured log: an event name (`chat-line connected` is none, `chat-connected` is one) and fields.
 * Secrets are hidden by name and by look, so logging a whole error or request cannot leak one.
 */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The log of one room: every line names it. */
  room(name: string): Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** A file is appended to and followed by a new one when it is full; a stream is for tests. */
  readonly to: 'stderr' | { readonly file: string } | DestinationStream;
}

/** Writes JSON lines at once, so that nothing is lost when the process ends. */
export function createLog(options: LogOptions): Log {
  const settings = { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime } as const;
  return wrap(pino(settings, openDestination(options.to)));
}

function openDestination(to: LogOptions['to']): DestinationStream {
  if (to === 'stderr') return { write: (line) => void writeSync(2, line) };
  return 'file' in to ? openLogFile(to.file) : to;
}

function wrap(logger: Logger): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (!logger.isLevelEnabled(level)) return;
    try {
      logger[level](redact(fields ?? {}) as object, redactText(event));
    } catch {
      // A full disk is told of here as well: telling must not be what ends the process.
    }
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    room: (name) => wrap(logger.child({ room: name })),
  };
}
