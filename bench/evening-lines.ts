const WORDS =
  'moin chat das spiel ist heute wieder super nice play gg wp lol was machst du denn da guter raid danke für den sub wer kommt morgen zum stream ich bin dabei kappa keks abend leute'.split(
    ' ',
  );

/**
 * Lines as a channel of 3,000 people writes them, few of whom write most; the same on every run.
 * @param spacingMs from one line to the next; a busy evening has fifty lines in a second.
 */
export function* makeEveningLines(count: number, spacingMs = 20): Generator<string> {
  const next = sequence(42);
  const startMs = Date.UTC(2026, 10, 22, 18) - count * spacingMs;
  for (let index = 0; index < count; index++) {
    const person = Math.floor(next() ** 3 * 3000);
    const words = Array.from({ length: 2 + Math.floor(next() * 9) }, () => WORDS[Math.floor(next() * WORDS.length)]);
    const badge = person % 4 === 0 ? 'subscriber/12' : '';
    const emote = index % 5 === 0;
    const text = emote ? `Kappa ${words.join(' ')}` : words.join(' ');
    const id = `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-8${hex(next, 3)}-${hex(next, 12)}`;
    const tags = `@badge-info=${badge && 'subscriber/14'};badges=${badge};color=#1E90FF;display-name=Viewer_${person};emotes=${emote ? '25:0-4' : ''};first-msg=0;flags=;id=${id};mod=0;returning-chatter=0;room-id=71000001;subscriber=0;tmi-sent-ts=${startMs + Math.round(index * spacingMs)};turbo=0;user-id=${5_000_000 + person};user-type=`;
    yield `${tags} :viewer_${person}!viewer_${person}@viewer_${person}.tmi.twitch.tv PRIVMSG #ann_example :${text}`;
  }
}

function hex(next: () => number, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
}

/** Numbers from 0 to 1, always the same ones. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
