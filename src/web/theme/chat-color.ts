import { channelsOf, contrastOf, type Hex, isHex, linearOf } from '../../kernel/color.ts';
import { type Scheme, TOKENS } from './tokens.ts';

// Björn Ottosson's OKLab (2020): lightness, chroma and hue that match what the eye sees, so a name
// keeps its hue while only its lightness moves until it can be read.

interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}

const CHROMA_MAX = 0.17;
const CHROMA_STEP = 0.002;
const STEP = 0.01;
const READABLE = 4.5;

function toOklch(hex: Hex): Oklch {
  const [red, green, blue] = channelsOf(hex).map(linearOf) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** Linear red, green, blue; outside 0…1 when the screen cannot show the colour. */
function toLinear({ lightness, chroma, hue }: Oklch): [number, number, number] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** What the screen cannot show gets paler, never another hue. */
function toHex(wanted: Oklch): Hex {
  let color = wanted;
  while (color.chroma > 0 && toLinear(color).some((channel) => channel < 0 || channel > 1)) {
    color = { ...color, chroma: Math.max(0, color.chroma - CHROMA_STEP) };
  }
  const digits = toLinear(color).map((channel) => {
    const inside = Math.min(1, Math.max(0, channel));
    const encoded = inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${digits.join('').toUpperCase()}`;
}

/** The lowest contrast of a colour on the grounds a chat name can stand on. */
export function lowestContrast(hex: Hex, scheme: Scheme): number {
  const { surface, raised, selected, canvas } = TOKENS[scheme];
  return Math.min(...[surface, raised, selected, canvas].map((ground) => contrastOf(hex, ground)));
}

function makeReadable(hex: Hex, scheme: Scheme): Hex {
  const own = toOklch(hex);
  const chroma = Math.min(own.chroma, CHROMA_MAX);
  const direction = scheme === 'dark' ? STEP : -STEP;
  for (let lightness = own.lightness; lightness >= 0 && lightness <= 1; lightness += direction) {
    const found = toHex({ lightness, chroma, hue: own.hue });
    if (lowestContrast(found, scheme) >= READABLE) return found;
  }
  return TOKENS[scheme].text;
}

/** For people who never chose a colour: one of these by user id, always the same. */
const UNCHOSEN: readonly Hex[] = [
  '#E0604C',
  '#D9822B',
  '#B8962E',
  '#8FA63A',
  '#4FA65B',
  '#2FA38A',
  '#3A9DBD',
  '#4F83E0',
  '#7A74E8',
  '#A468DE',
  '#C75BBE',
  '#D9588A',
];

// A channel knows a few thousand colours at most, so neither map is ever cleared.
const readable: Readonly<Record<Scheme, Map<string, Hex>>> = { dark: new Map(), light: new Map() };

/**
 * The colour a name is painted in: Twitch's hue, made readable on every ground of the scheme.
 * @param color `#rrggbb` as chosen on Twitch, or `null`.
 * @param userId decides for people without a colour.
 */
export function chatColor(color: string | null, userId: string, scheme: Scheme): Hex {
  const chosen = color !== null && isHex(color) ? color : (UNCHOSEN[sumOf(userId) % UNCHOSEN.length] ?? '#8C8C8C');
  const known = readable[scheme].get(chosen);
  if (known) return known;
  const made = makeReadable(chosen, scheme);
  readable[scheme].set(chosen, made);
  return made;
}

function sumOf(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
  return sum;
}
