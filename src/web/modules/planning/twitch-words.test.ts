import { describe, expect, it } from 'vitest';
import type { PlannedStream } from '../../../contract/planning.ts';
import { draftOf } from './plan-draft.ts';
import { twitchWords } from './twitch-words.ts';

const weekly = { everyWeeks: 1, weekdays: [3], until: null };
const stream = {
  title: 'GTA-Abend',
  category: null,
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 210,
  status: 'confirmed',
  notes: '',
  checklist: [],
  color: 2,
  repeat: null,
  isMoved: false,
  isPublished: true,
  twitch: { state: 'published' },
} as unknown as PlannedStream;

function wordsOf(changed: Partial<PlannedStream>, change: object, scope: 'this' | 'series' = 'this') {
  const seen = { ...stream, ...changed };
  const before = draftOf({ kind: 'edit', stream: seen }, 'Europe/Berlin');
  return twitchWords({ draft: { ...before, ...change }, before, stream: seen, scope });
}

describe('twitchWords', () => {
  it('says what a new stream becomes on Twitch', () => {
    const draft = draftOf({ kind: 'new', day: '2026-11-25' }, 'Europe/Berlin');
    const words = (change: object) =>
      twitchWords({ draft: { ...draft, ...change }, before: null, stream: null, scope: 'this' });
    expect(words({})).toEqual(['planning.willSend.single', 'planning.willSend.affiliate']);
    expect(words({ repeat: weekly })).toEqual(['planning.willSend.weekly']);
    expect(words({ repeat: { ...weekly, everyWeeks: 2 } })).toContain('planning.willSend.odd');
    expect(words({ isPublished: false })).toEqual(['planning.willSend.nothingShown']);
  });

  it('says nothing changes for what Twitch does not know', () => {
    expect(wordsOf({}, { notes: 'Mods prüfen', color: 5 })).toEqual(['planning.willSend.nothing']);
  });

  it('says how a change arrives there', () => {
    expect(wordsOf({}, { time: '20:00' })).toEqual(['planning.willSend.change']);
    expect(wordsOf({}, { isPublished: false })).toEqual(['planning.willSend.remove']);
    expect(wordsOf({ isPublished: false }, { isPublished: true })).toContain('planning.willSend.single');
  });

  it('explains what Twitch cannot do with one date of a weekly series', () => {
    expect(wordsOf({ repeat: weekly }, { time: '20:00' })).toEqual(['planning.willSend.moveDate']);
    expect(wordsOf({ repeat: weekly }, { title: 'Finale' })).toEqual(['planning.willSend.onlySeries']);
    expect(wordsOf({ repeat: weekly }, { time: '20:00' }, 'series')).toEqual([
      'planning.willSend.replace',
      'planning.willSend.weekly',
    ]);
    expect(wordsOf({ repeat: weekly }, { title: 'Finale' }, 'series')).toEqual(['planning.willSend.change']);
  });
});
