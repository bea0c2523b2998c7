import type { Random } from '../../src/simulator/random.ts';

/** What the grammar and its readers look for. */
const PIECES = [
  ...['@', ':', ';', '=', ' ', '\\', '\\s', '!', '#', ',', '/', '-', '.', '0', '9', '\0', '\r', '\n', '\x01ACTION '],
  ...[
    'ü',
    'さ',
    '😀',
    '\ud800',
    '\udc00',
    '\u{e0002}',
    ' \u{e0000}',
    '\u013b',
    '\u0120',
    '__proto__',
    'msg-param-x=1;',
  ],
  ...[
    'id=',
    'emotes=25:0-4,0-2/7:1-1;',
    'badges=',
    'bits=9;',
    'tmi-sent-ts=1;',
    ' PRIVMSG ',
    ' USERNOTICE ',
    ' CLEARCHAT ',
  ],
];

/** The line with one to six things put in, taken out, doubled, moved, or taken from another line. */
export function mutate(line: string, other: string, random: Random): string {
  let text = line;
  for (let left = random.between(1, 6); left > 0; left--) {
    const at = random.between(0, text.length);
    const end = Math.min(text.length, at + random.between(1, 40));
    const before = text.slice(0, at);
    switch (random.between(0, 6)) {
      case 0:
        text = before + random.pick(PIECES) + text.slice(at);
        break;
      case 1:
        text = before + text.slice(end);
        break;
      case 2:
        text = before + random.pick(PIECES) + text.slice(end);
        break;
      case 3:
        text = text.slice(0, end) + text.slice(at);
        break;
      case 4:
        text = text.slice(at, end) + before + text.slice(end);
        break;
      case 5:
        text = before + other.slice(random.between(0, other.length));
        break;
      default:
        text = before + String.fromCharCode(random.between(0, 0xffff)) + text.slice(at + 1);
    }
  }
  return text;
}

/** Any units, halves of pairs among them. */
export function anyText(random: Random): string {
  const highest = random.pick([0x7f, 0xff, 0xffff]);
  const length = random.between(0, random.pick([10, 300, 3_000]));
  return String.fromCharCode(...Array.from({ length }, () => random.between(0, highest)));
}

export function anyBytes(random: Random): Buffer {
  const highest = random.pick([0x7f, 0xff]);
  return Buffer.from(Array.from({ length: random.between(0, 500) }, () => random.between(0, highest)));
}
