// Conversations are written like plays, so that anyone can add one:
//
//   A: ist das Mikro neu? klingt viel wärmer
//   S>A: neuer Arm, neuer Filter, gleiches Mikro
//   B: @{A} dachte ich auch gerade
//
// An empty line ends a conversation. `S` is the streamer, `M` a moderator, `N` somebody who never wrote
// here, `P` a passer-by, any other single letter a regular; a login stands for that person.
// `B>A` answers A's last line the way Twitch replies do, `{A}` is A's name, `/me` works as in chat.

export interface ScriptLine {
  readonly who: string;
  /** Whose last line this answers. */
  readonly repliesTo: string | null;
  readonly text: string;
}

export type Conversation = readonly ScriptLine[];

const LINE = /^(\w+)(?:>(\w+))?: (.+)$/;

/** @throws for a line that is not of the form above, so that a slip in a text is seen at once. */
export function readScript(script: string): Conversation[] {
  return script
    .trim()
    .split(/\n\s*\n/)
    .map((block) =>
      block.split('\n').map((line): ScriptLine => {
        const match = LINE.exec(line.trim());
        if (!match) throw new Error(`not a line of a conversation: ${line}`);
        const [, who = '', repliesTo, text = ''] = match;
        return { who, repliesTo: repliesTo ?? null, text };
      }),
    );
}

/** One line on each row, said by anybody. */
export function readLines(lines: string): string[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim());
}
