import { REGULARS, STREAMER, TEAM, TROUBLEMAKERS } from '../people-cast.ts';
import type { Form, Sentence } from './sentence.ts';
import { NETWORK_SENTENCES } from './sentences-network.ts';
import { PEOPLE_SENTENCES } from './sentences-people.ts';
import { TEAM_SENTENCES } from './sentences-team.ts';

/** Title and one sentence about it, in one language. */
export interface StoryWords {
  readonly title: string;
  readonly tells: string;
}

/** Something that happens at a moment of a story. */
export interface StoryAct extends Sentence {
  readonly atSeconds: number;
  /** Where it stands in its file. */
  readonly line: number;
}

/** A file that was understood: a scenario, or a fault, which has things to undo. */
export interface Story {
  readonly name: string;
  readonly words: Readonly<Record<'en' | 'de', StoryWords>>;
  /** By time. */
  readonly acts: readonly StoryAct[];
  /** What makes everything good again, when it is switched off or over. */
  readonly undo: readonly StoryAct[];
  /** When it is over; null: it lasts until it is switched off. */
  readonly endSeconds: number | null;
}

/** A slip in a story, with its file and line. */
export class StorySlip extends Error {}

const FORMS: readonly Form[] = [...PEOPLE_SENTENCES, ...TEAM_SENTENCES, ...NETWORK_SENTENCES];
/** Every sentence that can be written, with its placeholders. */
export const STORY_FORMS: readonly string[] = FORMS.map((form) => form.form);

const HEAD = /^(en|de): (.+?) – (.+)$/;
const NEW = /^new: ([a-z0-9_, ]+)$/;
const MOMENT = /^(?:(\d+):([0-5]\d(?:\.\d)?)|\+(\d+(?:\.\d)?))\s+(.+)$/;
const UNDO = /^off\s+(.+)$/;
const KNOWN_LOGINS: readonly string[] = [STREAMER, ...TEAM, ...REGULARS, ...TROUBLEMAKERS].map((one) => one.login);

/**
 * Reads a story:
 *
 *     en: First sub – Somebody subscribes, and the room is happy.
 *     de: Das erste Abo – …
 *     new: neugierig_nora
 *
 *     # when   what happens
 *     0:00     neugierig_nora: hallo, ich lese schon lange mit
 *     +5       neugierig_nora subscribes with tier 1
 *     1:00     end
 *
 * A moment is minutes and seconds from the beginning, or seconds after the line before. Lines of a fault
 * that begin with `off` undo it. A story without `end` is over with its last line; a fault with `off` but
 * without `end` lasts until somebody switches it off.
 *
 * @throws StorySlip for whatever is not understood, also a login that is neither of the cast nor new.
 */
export function readStory(name: string, text: string): Story {
  const words: Partial<Record<'en' | 'de', StoryWords>> = {};
  const people = new Set(KNOWN_LOGINS);
  const acts: StoryAct[] = [];
  const undo: StoryAct[] = [];
  let atSeconds = 0;
  let endSeconds: number | undefined;

  text.split(/\r?\n/).forEach((whole, index) => {
    const line = index + 1;
    const slip = (what: string): never => {
      throw new StorySlip(`${name}.story:${line}: ${what}: ${whole.trim()}`);
    };
    const content = whole.trim();
    if (content === '' || content.startsWith('#')) return;
    if (endSeconds !== undefined && !UNDO.test(content)) slip('nothing comes after the end');
    const head = HEAD.exec(content);
    if (head) {
      const [, language = '', title = '', tells = ''] = head;
      words[language === 'de' ? 'de' : 'en'] = { title, tells };
      return;
    }
    const introduced = NEW.exec(content)?.[1];
    if (introduced !== undefined) {
      for (const login of introduced.split(',')) people.add(login.trim());
      return;
    }
    const read = (what: string): Sentence => {
      let understood: Sentence | undefined;
      try {
        understood = FORMS.map((form) => form.understand(what)).find((one) => one !== undefined);
      } catch (error) {
        slip(error instanceof Error ? error.message : String(error));
      }
      const stranger = understood?.people?.find((login) => !people.has(login));
      if (stranger !== undefined) slip(`nobody introduced ${stranger}`);
      return understood ?? slip('this is no sentence of ours');
    };
    const undone = UNDO.exec(content)?.[1];
    if (undone !== undefined) {
      undo.push({ ...read(undone), atSeconds: 0, line });
      return;
    }
    const moment = MOMENT.exec(content) ?? slip('no moment stands before it');
    const [, minutes, seconds, later, what = ''] = moment;
    const next = later === undefined ? Number(minutes) * 60 + Number(seconds) : atSeconds + Number(later);
    if (next < atSeconds) slip('it comes before the line above');
    atSeconds = next;
    if (what === 'end') endSeconds = atSeconds;
    else acts.push({ ...read(what), atSeconds, line });
  });

  const { en, de } = words;
  if (!en || !de) throw new StorySlip(`${name}.story: title and sentence are needed in en and de`);
  if (acts.length === 0) throw new StorySlip(`${name}.story: nothing happens in it`);
  const lastSeconds = Math.max(...acts.map((act) => act.atSeconds + (act.overSeconds ?? 0)));
  if (endSeconds !== undefined && endSeconds < lastSeconds) {
    throw new StorySlip(`${name}.story: it ends before the last thing has happened`);
  }
  return { name, words: { en, de }, acts, undo, endSeconds: endSeconds ?? (undo.length > 0 ? null : lastSeconds) };
}
