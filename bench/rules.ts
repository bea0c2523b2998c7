import { twitchUserId } from '../src/kernel/id.ts';
import { readChatLine } from '../src/modules/live/index.ts';
import { createJudge } from '../src/modules/moderation/judge.ts';
import { rulesInUse } from '../src/modules/moderation/rules/index.ts';
import { parseIrcLine } from '../src/twitch/wire/irc.ts';

const RULES = 50;
const ROUNDS = 20;
const LINES = 5_000;
const TEXTS = [
  'moin zusammen, wie geht es euch heute so',
  'GUTEN ABEND LIEBE LEUTE WAS LÄUFT',
  'schaut mal hier https://example.org/clip/1234 das war super',
  'lol',
  'das ist ein etwas längerer satz, wie ihn jemand schreibt der gerade viel zu erzählen hat und kein ende findet',
];

/** Fifty rules on one message, in microseconds. */
export function benchRules(): number {
  const rules = Array.from({ length: Math.ceil(RULES / rulesInUse().length) }, rulesInUse)
    .flat()
    .slice(0, RULES);
  const judge = createJudge(rules, (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });
  // Every line has its own id: a repeated one would be recognised and judged faster.
  const lines = Array.from({ length: LINES }, (_, index) => TEXTS[index % TEXTS.length]).flatMap((text, index) => {
    const raw = `@badges=;display-name=V;id=${index};room-id=1;tmi-sent-ts=${index};user-id=${index % 700} :v!v@v PRIVMSG #c :${text}`;
    const message = parseIrcLine(raw, 0);
    const line = message && readChatLine(message, twitchUserId('1'));
    return line ? [line] : [];
  });
  const round = (): void => {
    for (const line of lines) judge(line);
  };
  for (let warm = 0; warm < 2; warm++) round();
  const startedAt = performance.now();
  for (let count = 0; count < ROUNDS; count++) round();
  return ((performance.now() - startedAt) * 1000) / (ROUNDS * lines.length);
}

if (import.meta.main) console.log(`${RULES} rules on one message: ${benchRules().toFixed(1)} µs`);
