import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { contrastOf, type Hex, isHex } from '../kernel/color.ts';

/** What the file asks for, made safe: whatever cannot be used is the default and named in a notice. */
export interface Style {
  readonly appearanceMode: 'system' | 'light' | 'dark';
  readonly colors: { readonly act: Hex | null; readonly live: Hex | null };
  readonly notices: StyleNotice[];
}

export interface StyleNotice {
  readonly code:
    | 'style.unreadable'
    | 'style.not-json'
    | 'style.unknown-mode'
    | 'style.unknown-theme'
    | 'style.theme-unreadable'
    | 'style.not-a-color'
    | 'style.low-contrast';
  readonly params: Record<string, string>;
}

type Colors = { act: Hex | null; live: Hex | null };

const MODES = ['system', 'light', 'dark'] as const;
const NO_COLORS: Colors = { act: null, live: null };

/** Named themes; the last three are the names that CustomTkinter gave its own. */
const THEMES: Readonly<Record<string, Colors>> = {
  livextrem: NO_COLORS,
  default: NO_COLORS,
  blue: { act: '#1F6AA5', live: null },
  'dark-blue': { act: '#1F538D', live: null },
  green: { act: '#177A4B', live: null },
};

const READABLE = 4.5;
const WHITE: Hex = '#FFFFFF';
/** The dark text that stands on orange. */
const DARK: Hex = '#1C0C02';

/**
 * Reads `style.json` of the data folder. Every key is optional; a missing file is no notice, anything
 * unknown or broken is one, and nothing in it ever stops the server.
 */
export async function readStyle(folder: string): Promise<Style> {
  const notices: StyleNotice[] = [];
  const content = await readObject(join(folder, 'style.json'), (code) => notices.push({ code, params: {} }));
  return {
    appearanceMode: modeOf(content['appearance_mode'], notices),
    colors: await colorsOf(content['color_theme'], folder, notices),
    notices,
  };
}

function modeOf(value: unknown, notices: StyleNotice[]): Style['appearanceMode'] {
  if (value === undefined) return 'system';
  const mode = MODES.find((each) => typeof value === 'string' && value.toLowerCase() === each);
  if (mode === undefined) notices.push({ code: 'style.unknown-mode', params: { value: shown(value) } });
  return mode ?? 'system';
}

async function colorsOf(value: unknown, folder: string, notices: StyleNotice[]): Promise<Colors> {
  if (value === undefined) return NO_COLORS;
  if (typeof value !== 'string') {
    notices.push({ code: 'style.unknown-theme', params: { value: shown(value) } });
    return NO_COLORS;
  }
  if (Object.hasOwn(THEMES, value.toLowerCase())) return THEMES[value.toLowerCase()] ?? NO_COLORS;
  if (!value.toLowerCase().endsWith('.json')) {
    notices.push({ code: 'style.unknown-theme', params: { value: shown(value) } });
    return NO_COLORS;
  }
  let isBroken = false;
  const path = isAbsolute(value) ? value : join(folder, value);
  const theme = await readObject(path, () => (isBroken = true), { mustExist: true });
  if (isBroken) {
    notices.push({ code: 'style.theme-unreadable', params: { value: shown(value) } });
    return NO_COLORS;
  }
  return {
    act: colorOf('act', theme['act'] ?? buttonColorOf(theme), isReadableUnderWhite, notices),
    live: colorOf('live', theme['live'], isReadableUnderAny, notices),
  };
}

/** A CustomTkinter theme file names its colours per widget, as `[light, dark]`. */
function buttonColorOf(theme: Readonly<Record<string, unknown>>): unknown {
  const button = theme['CTkButton'];
  if (!isObject(button)) return undefined;
  const color = button['fg_color'];
  return Array.isArray(color) ? (color[1] ?? color[0]) : color;
}

function colorOf(
  name: string,
  value: unknown,
  isReadable: (color: Hex) => boolean,
  notices: StyleNotice[],
): Hex | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !isHex(value)) {
    notices.push({ code: 'style.not-a-color', params: { name, value: shown(value) } });
    return null;
  }
  if (!isReadable(value)) {
    notices.push({ code: 'style.low-contrast', params: { name, value } });
    return null;
  }
  return value;
}

const isReadableUnderWhite = (color: Hex): boolean => contrastOf(WHITE, color) >= READABLE;
const isReadableUnderAny = (color: Hex): boolean => isReadableUnderWhite(color) || contrastOf(DARK, color) >= READABLE;

async function readObject(
  path: string,
  onBroken: (code: 'style.unreadable' | 'style.not-json') => void,
  options: { readonly mustExist?: boolean } = {},
): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (options.mustExist || (error as NodeJS.ErrnoException).code !== 'ENOENT') onBroken('style.unreadable');
    return {};
  }
  try {
    // Editors on Windows put a byte order mark in front.
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isObject(content)) return content;
  } catch {
    // Said below, like JSON of another shape.
  }
  onBroken('style.not-json');
  return {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A short form of whatever stood there, for the notice. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
