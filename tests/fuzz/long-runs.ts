import { LONGEST_LINE } from '../../src/twitch/wire/irc-line.ts';

/*
 * Lines that would bring a reader to its knees that looks twice at what it has seen: each place of the
 * three commonest forms, and of a line of any other, filled with one thing again and again.
 */

const FORMS = [
  '@badge-info=;badges=;bits=;client-nonce=;color=;display-name=;emote-only=0;emotes=;first-msg=0;flags=;id=;mod=0;msg-id=;reply-parent-display-name=;reply-parent-msg-body=;reply-parent-msg-id=;reply-parent-user-id=;reply-parent-user-login=;returning-chatter=0;room-id=;source-badge-info=;source-badges=;source-id=;source-only=0;source-room-id=;subscriber=0;tmi-sent-ts=1787000000001;turbo=0;user-id=;user-type=;vip=1 :bob!bob@bob.tmi.twitch.tv PRIVMSG #ann :hi',
  '@badge-info=;badges=;color=;display-name=;emotes=;flags=;id=;login=;mod=0;msg-id=resub;msg-param-a=1;room-id=;subscriber=1;system-msg=;tmi-sent-ts=1787000000001;user-id=;user-type=;vip=0 :tmi.twitch.tv USERNOTICE #ann :hi',
  '@emotes=;badges= :bob!bob@bob PRIVMSG #ann :\x01ACTION waves\x01',
  '@login=;room-id= :tmi.twitch.tv CLEARMSG #ann :x',
];

const RUNS = [
  ...['a', '0', '1', ' ', ';', '=', ':', '/', ',', '-', '\\', '\\s', '!', '@', '#', '.', '\0', '\x01', '\r', '\n'],
  ...[
    'ü',
    'さ',
    '😀',
    '\ud800',
    '\udc00',
    '\u{e0002}',
    ' \u{e0000}',
    'a;',
    'a=',
    ';=',
    'a=1;',
    'a/',
    '1:0-0,',
    '1:0-0/',
  ],
  ...[
    '9:1-1,0:0-0/',
    'a:',
    'a/1,',
    ';badges=',
    'msg-param-',
    'msg-param-a;',
    'msg-param-a=1;',
    'bits=;',
    '@a.tmi.twitch.tv',
  ],
  ...['!a@', '.tmi.twitch.tv ', ' PRIVMSG #a :', 'reply-parent-msg-id=;', 'source-id=;', '\\\\', '\x01ACTION '],
];

export interface LongRun {
  readonly name: string;
  /** A line of about so many units. */
  of(units: number): string;
}

/** Each run in each place: behind every character that ends or begins a part. */
export function longRuns(): LongRun[] {
  const runs: LongRun[] = [];
  for (const [number, form] of FORMS.entries()) {
    for (const { index } of form.matchAll(/[@=:!# ]|$/g)) {
      const place = Math.min(index + 1, form.length);
      for (const run of RUNS) {
        runs.push({
          name: `${JSON.stringify(run)} at ${place} of form ${number}`,
          of: (units) => {
            const room = Math.min(units, LONGEST_LINE) - form.length;
            return flat(form.slice(0, place) + run.repeat(Math.floor(room / run.length)) + form.slice(place));
          },
        });
      }
    }
  }
  return runs;
}

/** In one piece in memory, as lines come from the wire. */
function flat(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
