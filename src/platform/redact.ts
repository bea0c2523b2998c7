const HIDDEN = '[hidden]';

/** Fields whose value is a secret, whatever it looks like. */
const SECRET_NAME =
  /token|secret|passw|authorization|cookie|csrf|credential|private|api[-_]?key|browser[-_]?key|session[-_]?key|id_hash|^pass$|^key$/i;

/** Secrets recognised inside a text; the first group stays. */
const SECRET_TEXTS: readonly RegExp[] = [
  // headers written into a text
  /(cookie\\*["']?\s*[:=]\s*\[?\s*\\*["']?)[^\r\n"']+/gi,
  /(authorization\\*["']?\s*[:=]\s*\[?\s*\\*["']?)[^\r\n"']+/gi,
  /\b(Bearer\s+)[\w.~+/=-]{8,}/gi,
  /\b(OAuth\s+)[\w.~+/=-]{16,}/gi,
  // IRC: PASS oauth:…
  /\b(oauth:)[^\s"']+/gi,
  // queries and forms, also percent-encoded inside another address
  /((?:^|[?&#\s]|%3F|%26)(?:access_token|refresh_token|id_token|client_secret|token|code|state|csrf|password)(?:=|%3D))(?:(?!%26)[^&#\s"'])+/gi,
  // JSON inside a text, however often escaped
  /(\\*"[\w-]*(?:token|secret|password|csrf|authorization|cookie)[\w-]*\\*"\s*:\s*\[?\s*\\*")[^"\\]+/gi,
  // the one-time link and calendar links
  /(\/sign-in\/link\/)[^\s"'/?#]+/gi,
  /(\/calendar\/)[^\s"'/?#]+/gi,
  // postgres://user:password@host
  /(:\/\/[^\s:/@]*:)[^\s@]+(?=@)/g,
  // Twitch's tokens and codes themselves: 30 to 60 lower-case letters with digits
  /()\b(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{30,60}\b/g,
];

const NAMES_OF_ERRORS = ['name', 'message', 'stack', 'cause'] as const;

export function redactText(text: string): string {
  let result = text;
  for (const pattern of SECRET_TEXTS) result = result.replace(pattern, `$1${HIDDEN}`);
  return result;
}

/** A copy fit for a log: secrets hidden by name and by look, at any depth, also in errors and their causes. */
export function redact(value: unknown, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return '[circular]';
  const deeper = new Set(seen).add(value);
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Date) return value.toJSON();
  if (value instanceof URL) return redactText(value.href);
  if (value instanceof Map) return redactFields(value.entries(), deeper);
  if (value instanceof Headers || value instanceof URLSearchParams) return redactFields(value.entries(), deeper);
  if (value instanceof Error) {
    return redactFields(
      [...NAMES_OF_ERRORS.map((name) => [name, value[name]] as const), ...Object.entries(value)],
      deeper,
    );
  }
  if (Symbol.iterator in value) return [...(value as Iterable<unknown>)].map((item) => redact(item, deeper));
  return redactFields(Object.entries(value), deeper);
}

function redactFields(
  fields: Iterable<readonly [unknown, unknown]>,
  seen: ReadonlySet<object>,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const text = String(name);
    const isSecret = SECRET_NAME.test(text) && value !== undefined && value !== null && typeof value !== 'boolean';
    copy[redactText(text)] = isSecret ? HIDDEN : redact(value, seen);
  }
  return copy;
}
