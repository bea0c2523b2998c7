import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChatLineView } from '../../contract/live.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { callerOf, messageId, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';

interface Found {
  lines: ChatLineView[];
  hasOlder: boolean;
  words: string[];
}

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.UTC(2026, 10, 22, 18);

describe('search', () => {
  let record: RecordRig;
  const search = (query: string, options: object = {}, caller = callerOf('streamer')): Promise<Found> =>
    record.call(record.live, 'search', { query, ...options }, caller);
  const found = async (query: string, options: object = {}): Promise<string[]> =>
    (await search(query, options)).lines.map((line) => line.text);

  beforeAll(async () => {
    record = await openRecord();
    await record.receive(
      privmsg(1, 'guten Abend zusammen', { sentAtMs: START_MS - 2 * DAY_MS }),
      privmsg(2, 'Abend! schaut auf https://example.org/clip', { login: 'carl', userId: '71000012' }),
      privmsg(3, 'das ist SPAM spam Spam', { login: 'troll_1', userId: '71000030', tags: 'first-msg=1' }),
      privmsg(4, 'schöne Grüße, guten Abend', { login: 'carl', userId: '71000012' }),
      privmsg(5, "it's a well-known user_name 😀 3d 1e5 v1.2.3"),
    );
    await record.receive(
      `@login=troll_1;target-msg-id=${messageId(3)};tmi-sent-ts=${START_MS + 9} :tmi.twitch.tv CLEARMSG #derflaavius :das ist SPAM spam Spam`,
    );
  });

  it('finds words newest first, in any case and with or without accents', async () => {
    expect(await found('abend')).toEqual([
      'schöne Grüße, guten Abend',
      'Abend! schaut auf https://example.org/clip',
      'guten Abend zusammen',
    ]);
    expect(await found('SCHONE')).toEqual(['schöne Grüße, guten Abend']);
    expect(await found('abend guten')).toHaveLength(2);
  });

  it('finds phrases, beginnings, addresses and numbers', async () => {
    expect(await found('"guten abend"')).toHaveLength(2);
    expect(await found('"abend guten"')).toEqual([]);
    expect(await found('zusam*')).toEqual(['guten Abend zusammen']);
    expect(await found('example.org')).toEqual(['Abend! schaut auf https://example.org/clip']);
    for (const word of ['well-known', 'known', 'user_name', 'name', '3d', '1e5', 'v1.2.3', "it's"]) {
      expect(await found(word)).toHaveLength(1);
    }
  });

  it('leaves out what is not wanted, with and without words', async () => {
    expect(await found('abend -guten')).toEqual(['Abend! schaut auf https://example.org/clip']);
    expect(await found('-abend -"well known"')).toEqual(['das ist SPAM spam Spam']);
    expect(await found('abend -from:carl')).toEqual(['guten Abend zusammen']);
  });

  it('filters by person, day, link, first message and removal', async () => {
    expect(await found('from:carl')).toHaveLength(2);
    expect(await found('abend before:2026-11-21')).toEqual(['guten Abend zusammen']);
    expect(await found('abend after:2026-11-21')).toHaveLength(2);
    expect(await found('has:link')).toEqual(['Abend! schaut auf https://example.org/clip']);
    expect(await found('is:first')).toEqual(['das ist SPAM spam Spam']);
    expect(await found('is:deleted spam')).toHaveLength(1);
    expect(await found('is:deleted abend')).toEqual([]);
  });

  it('begins a day where the one who asks lives', async () => {
    await record.receive(privmsg(9, 'mitternacht', { sentAtMs: Date.UTC(2026, 10, 20, 23, 30) }));
    expect(await found('mitternacht after:2026-11-21', { zone: 'Europe/Berlin' })).toHaveLength(1);
    expect(await found('mitternacht after:2026-11-21')).toEqual([]);
  });

  it('pages', async () => {
    const first = await search('abend', { limit: 2 });
    expect(first).toMatchObject({ hasOlder: true, words: ['abend'] });
    const rest = await search('abend', { limit: 2, before: first.lines[1]?.seq });
    expect(rest.lines.map((line) => line.text)).toEqual(['guten Abend zusammen']);
    expect(rest.hasOlder).toBe(false);
  });

  it('does not even find a removed line for those who may not read it', async () => {
    const onlooker = { ...callerOf('manager'), permissions: ['live.read'] as const };
    expect((await search('spam', {}, onlooker)).lines).toEqual([]);
    expect((await search('spam', {}, callerOf('moderator'))).lines).toHaveLength(1);
  });

  it('searches within one person', async () => {
    const page: Found = await record.call(record.live, 'personLines', { userId: '71000012', query: 'guten' });
    expect(page.lines.map((line) => line.text)).toEqual(['schöne Grüße, guten Abend']);
    const removed: Found = await record.call(record.live, 'personLines', { userId: '71000030', onlyRemoved: 'true' });
    expect(removed.lines).toHaveLength(1);
  });

  it('never becomes a syntax error of the database', async () => {
    const awkward = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "'",
            '*',
            '(',
            ')',
            'AND',
            'OR',
            'NOT',
            'NEAR(',
            '-',
            ':',
            '&',
            '|',
            '<->',
            '\\',
            'a',
            '^',
            '{',
          ),
          {
            maxLength: 12,
          },
        )
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(awkward, async (query) => {
        if (query === '') return;
        try {
          await search(query);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
