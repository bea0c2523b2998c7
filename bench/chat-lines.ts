import { Buffer } from 'node:buffer';

const NAMES = [
  ['anna_lena', 'Anna_Lena'],
  ['nordlicht_mod', 'nordlicht_mod'],
  ['xx_pixel_xx', 'xX_Pixel_Xx'],
  ['bob', 'Bob'],
  ['kaffeetante', 'Kaffeetante'],
  ['sakura_ch', 'さくら'],
  ['the_real_moehre', 'The_Real_Moehre'],
  ['zoe', 'Zoe'],
  ['timo2004', 'Timo2004'],
  ['schneefloeckchen', 'Schneefloeckchen'],
  ['mr_bizeps', 'Mr_Bizeps'],
  ['luna_on_air', 'luna_on_air'],
  ['kevin_hh', 'Kevin_HH'],
  ['derbrotmann', 'DerBrotmann'],
  ['jule', 'Jule'],
  ['ein_ganz_langer_name_hier', 'Ein_Ganz_Langer_Name_Hier'],
  ['pixelpaul', 'PixelPaul'],
  ['w4schb4er', 'W4schB4er'],
  ['frau_holle', 'Frau_Holle'],
  ['nachteule77', 'Nachteule77'],
  ['sir_quakalot', 'Sir_Quakalot'],
  ['mia', 'Mia'],
  ['oldschool_gamer', 'OldSchool_Gamer'],
  ['tee_mit_milch', 'Tee_mit_Milch'],
] as const;
const WORDS =
  'hallo moin na wie läuft das denn heute so gg wp nice lol haha warum nicht mal wieder ein bisschen the run was great let us go'.split(
    ' ',
  );
const EMOTES = [
  ['25', 'Kappa'],
  ['425618', 'LUL'],
  ['305954156', 'PogChamp'],
  ['emotesv2_0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'annexaHype'],
] as const;
const BADGES = ['', '', 'subscriber/6', 'subscriber/12,premium/1', 'moderator/1,subscriber/24', 'vip/1', 'bits/1000'];
const COLORS = ['', '#1E90FF', '#FF4500', '#9ACD32', '#8A2BE2'];
const CHANNEL = '#ann_example';

/**
 * Lines as a busy German channel sends them: nearly all of them messages, a fifth with emotes, some
 * replies, emoji, first-timers, shared chat and event notices. The same seed gives the same lines.
 */
export function makeChatLines(count: number, seed = 1): string[] {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const sentence = (): string[] => Array.from({ length: 1 + below(12) }, () => pick(WORDS));

  function message(at: number): string {
    const [login, displayName] = pick(NAMES);
    const words = sentence();
    const places: string[] = [];
    if (below(5) === 0) {
      const [id, name] = pick(EMOTES);
      const start = Array.from(words.join(' ')).length + 1;
      words.push(name);
      places.push(`${id}:${start}-${start + name.length - 1}`);
    }
    if (below(12) === 0) words.push(pick(['😀', '👍', '👨‍👩‍👧']));
    const badges = pick(BADGES);
    const isSubscriber = badges.includes('subscriber');
    const kind = below(100);
    const tags = [
      `badge-info=${isSubscriber ? `subscriber/${1 + below(60)}` : ''}`,
      `badges=${badges}`,
      ...(kind < 3 ? [`bits=${100 * (1 + below(10))}`] : []),
      ...(below(2) === 0 ? [`client-nonce=${hex(32)}`] : []),
      `color=${pick(COLORS)}`,
      ...(kind === 3 ? [`custom-reward-id=${uuid()}`] : []),
      `display-name=${displayName}`,
      `emotes=${places.join('/')}`,
      `first-msg=${kind === 4 ? 1 : 0}`,
      'flags=',
      `id=${uuid()}`,
      `mod=${badges.includes('moderator') ? 1 : 0}`,
      ...(kind >= 90 ? reply() : []),
      'returning-chatter=0',
      'room-id=71000001',
      ...(kind === 5
        ? [
            `source-badge-info=`,
            `source-badges=vip/1`,
            `source-id=${uuid()}`,
            'source-only=0',
            'source-room-id=71000002',
          ]
        : []),
      `subscriber=${isSubscriber ? 1 : 0}`,
      `tmi-sent-ts=${1_787_000_000_000 + at * 37}`,
      'turbo=0',
      `user-id=${71_000_000 + below(900_000)}`,
      `user-type=${badges.includes('moderator') ? 'mod' : ''}`,
    ];
    const text = kind === 6 ? `\x01ACTION ${words.join(' ')}\x01` : words.join(' ');
    return `@${tags.join(';')} :${login}!${login}@${login}.tmi.twitch.tv PRIVMSG ${CHANNEL} :${text}`;
  }

  function reply(): string[] {
    const [login, displayName] = pick(NAMES);
    return [
      `reply-parent-display-name=${displayName}`,
      `reply-parent-msg-body=${sentence().join('\\s')}`,
      `reply-parent-msg-id=${uuid()}`,
      `reply-parent-user-id=${71_000_000 + below(900_000)}`,
      `reply-parent-user-login=${login}`,
      `reply-thread-parent-display-name=${displayName}`,
      `reply-thread-parent-msg-id=${uuid()}`,
      `reply-thread-parent-user-id=${71_000_000 + below(900_000)}`,
      `reply-thread-parent-user-login=${login}`,
    ];
  }

  function resub(at: number): string {
    const [login, displayName] = pick(NAMES);
    const months = 2 + below(50);
    return `@badge-info=subscriber/${months};badges=subscriber/6;color=${pick(COLORS)};display-name=${displayName};emotes=;flags=;id=${uuid()};login=${login};mod=0;msg-id=resub;msg-param-cumulative-months=${months};msg-param-months=0;msg-param-multimonth-duration=1;msg-param-multimonth-tenure=0;msg-param-should-share-streak=1;msg-param-streak-months=3;msg-param-sub-plan-name=Ann's\\sClub;msg-param-sub-plan=1000;msg-param-was-gifted=false;room-id=71000001;subscriber=1;system-msg=${displayName}\\ssubscribed\\sat\\sTier\\s1.;tmi-sent-ts=${1_787_000_000_000 + at * 37};user-id=${71_000_000 + below(900_000)};user-type=;vip=0 :tmi.twitch.tv USERNOTICE ${CHANNEL} :${sentence().join(' ')}`;
  }

  function other(at: number): string {
    const [login] = pick(NAMES);
    const sentAt = 1_787_000_000_000 + at * 37;
    switch (below(6)) {
      case 0:
        return `@room-id=71000001;slow=${below(30)} :tmi.twitch.tv ROOMSTATE ${CHANNEL}`;
      case 1:
        return `@login=${login};room-id=;target-msg-id=${uuid()};tmi-sent-ts=${sentAt} :tmi.twitch.tv CLEARMSG ${CHANNEL} :${sentence().join(' ')}`;
      case 2:
        return 'PING :tmi.twitch.tv';
      case 3:
        return `@msg-id=slow_off :tmi.twitch.tv NOTICE ${CHANNEL} :This room is no longer in slow mode.`;
      default:
        return `@ban-duration=600;room-id=71000001;target-user-id=${71_000_000 + below(900_000)};tmi-sent-ts=${sentAt} :tmi.twitch.tv CLEARCHAT ${CHANNEL} :${login}`;
    }
  }

  return Array.from({ length: count }, (_, at) => {
    const kind = below(100);
    const line = kind < 95 ? message(at) : kind < 98 ? resub(at) : other(at);
    // As from the wire: flat in memory, not a rope of its pieces.
    return Buffer.from(line).toString();
  });
}

/** Small and well spread; good enough for test data, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
