import { readdirSync, readFileSync } from 'node:fs';
import { readStory, type Story } from './read-story.ts';

/** Everything that can be played, in the order it is offered. */
export interface Library {
  readonly scenarios: readonly Story[];
  readonly faults: readonly Story[];
}

const ORDER: readonly string[] = [
  'evening',
  'first-sub',
  'gift-storm',
  'raid-in',
  'raid-out',
  'team-at-work',
  'automod-evening',
  'unban-appeals',
  'follow-bots',
  'hate-raid',
];

let library: Library | undefined;

/** Read when first asked for. @throws StorySlip */
export function openLibrary(): Library {
  library ??= { scenarios: readFolder('./'), faults: readFolder('./faults/') };
  return library;
}

function readFolder(path: string): Story[] {
  const folder = new URL(path, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.story'))
    .map((file) => readStory(file.slice(0, -'.story'.length), readFileSync(new URL(file, folder), 'utf8')))
    .sort((a, b) => rank(a) - rank(b) || a.words.en.title.localeCompare(b.words.en.title));
}

function rank({ name }: Story): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}
