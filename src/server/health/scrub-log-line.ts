/** Fields whose value is a code of ours or of Twitch. */
const CODE_FIELDS = ['code', 'kind', 'type', 'projection', 'topic', 'reason', 'what', 'line', 'problem'] as const;
/** Fields that count; other numbers may be ids. */
const COUNT_FIELDS = [
  'seq',
  'attempts',
  'count',
  'lines',
  'rows',
  'topics',
  'tries',
  'retries',
  'waiting',
  'removed',
  'status',
  'port',
  'seconds',
  'sizeBytes',
  'tookMs',
] as const;
/** `twitch.unreachable`, `channel.follow`, `connection-lost`: no login has a dot or a dash. */
const CODE = /^[a-z][a-z0-9_]*([.-][a-z0-9_]+){1,5}$/;
/** Who writes the log; a child of a room too. */
const ROOMS: readonly string[] = [
  'backups',
  'chat-line',
  'event-line',
  'feed',
  'finance',
  'health',
  'http',
  'intake',
  'jobs',
  'lines',
  'live',
  'moderation',
  'planning',
  'team',
  'vault',
];
const LEVELS: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const FRAME =
  /\bat (?:async )?(?:[\w.<>$#]+ \()?(?:file:\/\/)?\S*?\/((?:src|node_modules)\/[\w@./-]+\.[cm]?[jt]sx?:\d+:\d+)/g;
const FRAMES = 6;

/**
 * A line of the log as strangers may see it: when, how bad, which room, what happened, codes and counts.
 * The texts in it stay behind, whatever they say, for any of them may quote a chat or name a viewer.
 */
export function scrubLogLine(line: string): string {
  const entry = parse(line);
  if (!entry) return '[no entry]';
  const { time, level, room, msg } = entry;
  const at = typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? new Date(time).toISOString() : '?';
  const event =
    typeof msg === 'string' && CODE.test(msg)
      ? msg
      : typeof msg === 'string' && /^(ready|crashed|mended)$/.test(msg)
        ? msg
        : '?';
  const parts = [at, LEVELS[Number(level)] ?? '?', ROOMS.includes(String(room)) ? String(room) : '-', event];
  return [...parts, ...codesOf(entry), ...countsOf(entry), ...errorOf(entry['error'])].join(' ');
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
}

function codesOf(entry: Readonly<Record<string, unknown>>): string[] {
  return CODE_FIELDS.flatMap((name) => {
    const value = entry[name];
    return typeof value === 'string' && value.length <= 60 && CODE.test(value) ? `${name}:${value}` : [];
  });
}

function countsOf(entry: Readonly<Record<string, unknown>>): string[] {
  return COUNT_FIELDS.flatMap((name) => (typeof entry[name] === 'number' ? `${name}:${entry[name]}` : []));
}

/** The kind of an error and where it came from; what it says stays behind. */
function errorOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, code, stack, cause } = error as Readonly<Record<string, unknown>>;
  const frames = typeof stack === 'string' ? [...stack.matchAll(FRAME)].slice(0, FRAMES).map(([, place]) => place) : [];
  const kind = typeof name === 'string' && /^[A-Z][A-Za-z]{2,40}(Error|Refusal|Problem)?$/.test(name) ? name : 'Error';
  const systemCode =
    typeof code === 'string' && (/^E[A-Z]{3,20}$|^[A-Z]+_[A-Z_]{2,40}$/.test(code) || CODE.test(code)) ? code : '';
  return [`[${[kind, systemCode, ...frames].filter(Boolean).join(' ')}]`, ...errorOf(cause)];
}
