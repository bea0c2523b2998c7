export type IrcCapability = 'twitch.tv/tags' | 'twitch.tv/commands' | 'twitch.tv/membership';

export const IRC_CAPABILITIES: readonly IrcCapability[] = [
  'twitch.tv/tags',
  'twitch.tv/commands',
  'twitch.tv/membership',
];

/** A line before it is written; tags are only sent to those who asked for them. */
export interface IrcLine {
  readonly tags?: Readonly<Record<string, string>>;
  readonly prefix?: string;
  readonly command: string;
  readonly params?: readonly string[];
  /** Behind the colon; undefined for none. */
  readonly trailing?: string | undefined;
}

const NEEDS_COMMANDS = new Set([
  'CLEARCHAT',
  'CLEARMSG',
  'GLOBALUSERSTATE',
  'RECONNECT',
  'ROOMSTATE',
  'USERNOTICE',
  'USERSTATE',
  'WHISPER',
]);

/** @returns the line without its end, or undefined when this client did not ask for such lines. */
export function renderLine(line: IrcLine, capabilities: ReadonlySet<IrcCapability>): string | undefined {
  if (NEEDS_COMMANDS.has(line.command) && !capabilities.has('twitch.tv/commands')) return undefined;
  const parts: string[] = [];
  const tags = capabilities.has('twitch.tv/tags') ? Object.entries(line.tags ?? {}) : [];
  if (tags.length > 0) parts.push(`@${tags.map(([key, value]) => `${key}=${escapeTag(value)}`).join(';')}`);
  if (line.prefix !== undefined) parts.push(`:${line.prefix}`);
  parts.push(line.command, ...(line.params ?? []));
  if (line.trailing !== undefined) parts.push(`:${line.trailing}`);
  return parts.join(' ');
}

const ESCAPES: Readonly<Record<string, string>> = { ';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n' };

export function escapeTag(value: string): string {
  return value.replace(/[; \\\r\n]/g, (character) => ESCAPES[character] ?? character);
}

export function unescapeTag(value: string): string {
  return value.replace(/\\(.?)/gs, (_, character: string) => UNESCAPES[character] ?? character);
}

const UNESCAPES: Readonly<Record<string, string>> = { ':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n' };

/** What a client has written, cut into its parts. */
export interface ClientLine {
  readonly tags: Readonly<Record<string, string>>;
  readonly command: string;
  readonly params: readonly string[];
}

/** Understands any text; an empty line has the command ''. */
export function parseClientLine(text: string): ClientLine {
  let rest = text;
  const tags: Record<string, string> = {};
  if (rest.startsWith('@')) {
    const end = rest.indexOf(' ');
    for (const pair of rest.slice(1, end < 0 ? undefined : end).split(';')) {
      const [key = '', ...value] = pair.split('=');
      tags[key] = unescapeTag(value.join('='));
    }
    rest = end < 0 ? '' : rest.slice(end + 1);
  }
  if (rest.startsWith(':')) rest = rest.includes(' ') ? rest.slice(rest.indexOf(' ') + 1) : '';
  const params: string[] = [];
  while (rest !== '') {
    if (rest.startsWith(':') && params.length > 0) {
      params.push(rest.slice(1));
      break;
    }
    const end = rest.indexOf(' ');
    const word = end < 0 ? rest : rest.slice(0, end);
    if (word !== '') params.push(word);
    rest = end < 0 ? '' : rest.slice(end + 1);
  }
  const [command = '', ...others] = params;
  return { tags, command: command.toUpperCase(), params: others };
}
