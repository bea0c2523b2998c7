import type { SimReply } from './http.ts';
import { hashText } from './random.ts';
import { findUserByLogin, type World } from './world.ts';

const FACE =
  '<circle cx="36" cy="44" r="5" fill="#fff"/><circle cx="60" cy="44" r="5" fill="#fff"/><path d="M32 58q16 16 32 0" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round"/>';

/** Drawn on a field of 96 × 96. */
const GLYPHS = {
  heart: '<path d="M48 72C20 52 26 28 40 30q6 1 8 8 2-7 8-8c14-2 20 22-8 42z" fill="#fff"/>',
  cup: '<path d="M28 38h34v22q0 10-10 10H38q-10 0-10-10z" fill="#fff"/><path d="M62 42q12 0 12 9t-12 9" stroke="#fff" stroke-width="6" fill="none"/><path d="M38 32q-4-6 0-11M50 32q-4-6 0-11" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round"/>',
  bolt: '<path d="M54 18 28 54h16l-4 26 28-38H51z" fill="#fff"/>',
  wave: '<path d="M22 52q9-14 18 0t18 0 18 0" stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round"/>',
  star: '<path d="m48 20 8.500 18.500 20 2.500-15 14 4 20-17.500-10-17.500 10 4-20-15-14 20-2.500z" fill="#fff"/>',
  crown: '<path d="m22 66-4-34 18 14 12-22 12 22 18-14-4 34z" fill="#fff"/>',
  sad: '<circle cx="36" cy="42" r="5" fill="#fff"/><circle cx="60" cy="42" r="5" fill="#fff"/><path d="M34 66q14-14 28 0" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round"/>',
  laugh:
    '<path d="m30 46 8-8 8 8M50 46l8-8 8 8" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round"/><path d="M30 54h36q-3 18-18 18T30 54z" fill="#fff"/>',
  face: FACE,
} as const;

const SHAPES: readonly (readonly [RegExp, keyof typeof GLYPHS, string])[] = [
  [/herz|<3|unity/i, 'heart', '#F4763B'],
  [/kaffee|coffee/i, 'cup', '#B9783F'],
  [/blitz|hype|pog/i, 'bolt', '#5B84F5'],
  [/moin|hallo|heyguys|vohiyo/i, 'wave', '#2BA8A2'],
  [/krone/i, 'crown', '#D9A520'],
  [/gg|seemsgood/i, 'star', '#8A5CF0'],
  [/lach|lul|4head|:d/i, 'laugh', '#E9B83A'],
  [/bible|notlike|:\(/i, 'sad', '#5F7FA8'],
];
const PALETTE = ['#E9B83A', '#F4763B', '#5B84F5', '#2BA8A2', '#C25CA8', '#6FA84A'] as const;

/** Emotes, badges and portraits, drawn from their names; 404 for what is not there. */
export function imageReply(world: World, path: string): SimReply {
  const parts = path.split('/').slice(2).map(decodeURIComponent);
  const svg = draw(world, parts);
  return svg === undefined
    ? { status: 404 }
    : {
        status: 200,
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=604800' },
        body: svg,
      };
}

function draw(world: World, parts: readonly string[]): string | undefined {
  const [kind = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = parts;
  if (kind === 'emoticons' && second === 'v2') return drawEmote(world, third, sixth);
  if (kind === 'badges' && second === 'v1') return drawBadge(world, third, fourth);
  if (kind === 'actions' && second === 'cheer') return drawCheermote(Number(fifth));
  if (kind === 'profile') return drawPortrait(world, second.replace(/\.png$/, ''));
  const size = /(\d{1,4})x(\d{1,4})\.jpg$/.exec(parts.at(-1) ?? '');
  return size ? drawScene(parts.join('/'), Number(size[1]), Number(size[2])) : undefined;
}

function drawEmote(world: World, id: string, scale: string): string | undefined {
  const emote = world.state.emotes.find((one) => one.id === id);
  if (!emote) return undefined;
  const shape = SHAPES.find(([pattern]) => pattern.test(emote.name));
  const color = shape?.[2] ?? PALETTE[hashText(emote.name) % PALETTE.length] ?? PALETTE[0];
  const size = Math.round(28 * Math.min(4, Math.max(1, Number.parseFloat(scale) || 1)));
  return svg(size, 96, `<rect width="96" height="96" rx="24" fill="${color}"/>${GLYPHS[shape?.[1] ?? 'face']}`);
}

const BADGES: Readonly<Record<string, readonly [string, string]>> = {
  broadcaster: [
    '#E0352B',
    '<circle cx="9" cy="9" r="2" fill="#fff"/><path d="M5.500 12.500a5 5 0 1 1 7 0" stroke="#fff" fill="none" stroke-width="1.500"/>',
  ],
  moderator: [
    '#0B8A5F',
    '<path d="M9 4l4 1.500v3.500q0 3.500-4 5.500-4-2-4-5.500V5.500z" stroke="#fff" fill="none" stroke-width="1.400"/>',
  ],
  vip: ['#D6318F', '<path d="M5 7l2-2.500h4L13 7l-4 6.500z" fill="#fff"/>'],
  subscriber: [
    '#7A4FD6',
    '<path d="m9 4 1.600 3.300 3.600.5-2.600 2.500.6 3.600L9 12.200l-3.200 1.700.6-3.600-2.600-2.500 3.600-.5z" fill="#fff"/>',
  ],
  bits: ['#5E5870', '<path d="M9 3.500 13.500 9 9 14.500 4.500 9z" fill="#CFA8FF"/>'],
  'sub-gifter': [
    '#D97B1F',
    '<path d="M4.500 8h9v5.500h-9zM4 5.800h10V8H4zM9 5.800v7.700" stroke="#fff" fill="none" stroke-width="1.200"/>',
  ],
  premium: ['#1F6FE0', '<path d="M4 12.500 3.500 6l3 2.200L9 4.500l2.500 3.700 3-2.200-.5 6.500z" fill="#fff"/>'],
};

function drawBadge(world: World, setId: string, version: string): string | undefined {
  const isKnown = world.state.badges.some(
    (set) => set.setId === setId && set.versions.some((one) => one.id === version),
  );
  if (!isKnown) return undefined;
  const [color, glyph] = BADGES[setId] ?? ['#6B6B76', '<circle cx="9" cy="9" r="4" fill="#fff"/>'];
  // Longer months and larger sums shine a little more.
  const shine = Math.min(0.35, (Number(version) % 1000) / 80);
  return svg(
    18,
    18,
    `<rect width="18" height="18" rx="4" fill="${color}"/><rect width="18" height="18" rx="4" fill="#fff" opacity="${shine.toFixed(2)}"/>${glyph}`,
  );
}

/** A stone that changes its colour with how many bits it stands for. */
const CHEERS: Readonly<Record<number, string>> = {
  1: '#979797',
  100: '#9C3EE8',
  1000: '#1DB2A5',
  5000: '#0099FE',
  10000: '#F43021',
};

function drawCheermote(bits: number): string | undefined {
  const color = CHEERS[bits];
  return (
    color &&
    svg(
      28,
      28,
      `<path d="M14 2 25 15 14 26 3 15z" fill="${color}"/><path d="M14 2v24L3 15z" fill="#fff" opacity="0.25"/>`,
    )
  );
}

function drawPortrait(world: World, login: string): string | undefined {
  const user = findUserByLogin(world, login);
  if (!user) return undefined;
  const color = user.color === '' ? (PALETTE[hashText(user.login) % PALETTE.length] ?? '') : user.color;
  const letter = (Array.from(user.displayName)[0] ?? '').toUpperCase().replace(/[<&>]/g, '');
  return svg(
    300,
    300,
    `<rect width="300" height="300" fill="${color}"/><text x="150" y="202" font-family="sans-serif" font-size="150" font-weight="600" text-anchor="middle" fill="#fff">${letter}</text>`,
  );
}

/** Stands for pictures of streams and games. */
function drawScene(name: string, width: number, height: number): string {
  const hue = hashText(name.replace(/\d+x\d+/, '')) % 360;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 16 9" preserveAspectRatio="none">` +
    `<rect width="16" height="9" fill="hsl(${hue} 40% 24%)"/><path d="M0 9l5-4 3 2 4-4 4 3v3z" fill="hsl(${hue} 45% 38%)"/></svg>`
  );
}

function svg(size: number, field: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${field} ${field}">${content}</svg>`;
}
