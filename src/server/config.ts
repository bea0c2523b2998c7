import { z } from 'zod';

/**
 * What an installation is told from outside: options of the command line before environment before
 * defaults. This is the only reader of `process.env` (Twurple reads `TWURPLE_MOCK_API_PORT` itself).
 */
export interface Config {
  /** 0 picks a free one. */
  readonly port: number;
  /** `undefined`: this machine only. */
  readonly host: string | undefined;
  /** Absolute or relative path of the data folder. */
  readonly dataFolder: string;
  /** Open the browser when there is a first person to welcome. */
  readonly opensBrowser: boolean;
  /** Asked for by hand; without a Twitch app it is the sandbox anyway. */
  readonly wantsSandbox: boolean;
  /** Sealing key from outside instead of the key file. */
  readonly key: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly twitchApp: TwitchApp | undefined;
  readonly mockApiPort: number | undefined;
  readonly authorizeUrl: string | undefined;
  readonly chatUrl: string | undefined;
  /** Origins that may show our pages in a frame (OBS docks); none by default. */
  readonly frameAncestors: readonly string[];
  /** Names other than localhost under which this server is reached, e.g. behind a proxy. */
  readonly allowedHosts: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Started by npm: stop when that parent disappears. */
  readonly isUnderNpm: boolean;
  readonly language: 'de' | 'en';
}

export interface TwitchApp {
  readonly clientId: string;
  /** `null`: a public client, which has none. */
  readonly clientSecret: string | null;
}

/** Options of the command line, already taken apart; what is absent falls to the environment. */
export interface ConfigOptions {
  readonly port?: string | undefined;
  readonly data?: string | undefined;
  readonly noOpen?: boolean | undefined;
  readonly sandbox?: boolean | undefined;
}

/** A setting that cannot be used: ends the start with one sentence. */
export class ConfigProblem extends Error {
  readonly setting: string;
  readonly value: string;
  /** What is wrong beyond the value itself. */
  readonly why: 'secret-missing' | 'secret-of-public' | undefined;
  constructor(setting: string, value: string, why?: ConfigProblem['why']) {
    super(`${setting} is not usable`);
    this.name = 'ConfigProblem';
    this.setting = setting;
    this.value = value;
    this.why = why;
  }
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(0).max(65_535));
const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const webUrl = z.url({ protocol: /^https?$/ });
const chatUrl = z.url({ protocol: /^(ircs?|wss?)$/ });
const words = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
/** Nothing that could end the header or the directive. */
const origins = words.pipe(z.array(z.string().regex(/^[\w.:/*-]+$/)));
const hosts = words.pipe(z.array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/i)));

type Env = Readonly<Record<string, string | undefined>>;

/** @throws ConfigProblem naming the first setting that cannot be used. */
export function readConfig(options: ConfigOptions = {}, env: Env = process.env): Config {
  const read = <T>(name: string, schema: z.ZodType<T>, given?: string): T | undefined => {
    const value = given ?? env[name];
    if (value === undefined || value === '') return undefined;
    const result = schema.safeParse(value);
    if (!result.success) throw new ConfigProblem(given === undefined ? name : optionName(name), value);
    return result.data;
  };
  return Object.freeze({
    port: read('LIVEXTREM_PORT', port, options.port) ?? 8080,
    host: read('LIVEXTREM_HOST', z.string().regex(/^[a-z0-9.:-]+$/i)),
    dataFolder: read('LIVEXTREM_DATA', z.string(), options.data) ?? 'data',
    opensBrowser: options.noOpen === true ? false : (read('LIVEXTREM_OPEN', flag) ?? true),
    wantsSandbox: options.sandbox === true || (read('LIVEXTREM_SANDBOX', flag) ?? false),
    key: read('LIVEXTREM_KEY', z.string().min(16)),
    databaseUrl: read('DATABASE_URL', z.url({ protocol: /^postgres(ql)?$/ })),
    twitchApp: readTwitchApp(env, read),
    mockApiPort: read('TWURPLE_MOCK_API_PORT', port),
    authorizeUrl: read('LIVEXTREM_TWITCH_AUTHORIZE_URL', webUrl),
    chatUrl: read('LIVEXTREM_CHAT_URL', chatUrl),
    frameAncestors: read('LIVEXTREM_FRAME_ANCESTORS', origins) ?? [],
    allowedHosts: read('LIVEXTREM_ALLOWED_HOSTS', hosts) ?? [],
    logLevel: read('LIVEXTREM_LOG_LEVEL', z.enum(['debug', 'info', 'warn', 'error'])) ?? 'info',
    isUnderNpm: env['npm_lifecycle_event'] !== undefined,
    language: readLanguage(env),
  });
}

type Read = <T>(name: string, schema: z.ZodType<T>) => T | undefined;

/** The app from outside, whole or not at all: half of one would be noticed only at Twitch. */
function readTwitchApp(env: Env, read: Read): TwitchApp | undefined {
  const clientId = read('LIVEXTREM_TWITCH_CLIENT_ID', z.string().regex(/^[a-z0-9]{1,100}$/i));
  const clientType = read('LIVEXTREM_TWITCH_CLIENT_TYPE', z.enum(['confidential', 'public'])) ?? 'confidential';
  const clientSecret = env['LIVEXTREM_TWITCH_CLIENT_SECRET'] || null;
  if (clientId === undefined) return undefined;
  // A secret says that the type is a mistake; a missing one, that something was forgotten.
  if (clientType === 'public' && clientSecret !== null)
    throw new ConfigProblem('LIVEXTREM_TWITCH_CLIENT_TYPE', 'public', 'secret-of-public');
  if (clientType === 'confidential' && clientSecret === null) {
    throw new ConfigProblem('LIVEXTREM_TWITCH_CLIENT_SECRET', '', 'secret-missing');
  }
  return { clientId, clientSecret };
}

/** Language of the command line: the environment's, German where it says so. */
export function readLanguage(env: Env = process.env): 'de' | 'en' {
  return /^de/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'de' : 'en';
}

/** Twurple finds a stand-in for Twitch by this variable, read at each call. */
export function setMockApiPort(mockApiPort: number | undefined): void {
  if (mockApiPort === undefined) delete process.env['TWURPLE_MOCK_API_PORT'];
  else process.env['TWURPLE_MOCK_API_PORT'] = String(mockApiPort);
}

function optionName(variable: string): string {
  return variable === 'LIVEXTREM_PORT' ? '--port' : variable;
}
