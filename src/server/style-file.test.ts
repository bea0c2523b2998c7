import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contrastOf, type Hex } from '../kernel/color.ts';
import { readStyle } from './style-file.ts';

const DEFAULTS = { appearanceMode: 'system', colors: { act: null, live: null } };

describe('readStyle', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'livextrem-style-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const given = (content: unknown): Promise<void> =>
    writeFile(join(folder, 'style.json'), typeof content === 'string' ? content : JSON.stringify(content));

  it('needs no file', async () => {
    expect(await readStyle(folder)).toEqual({ ...DEFAULTS, notices: [] });
  });

  it('takes every key as optional', async () => {
    for (const content of [{}, { appearance_mode: 'Dark' }, { color_theme: 'blue' }, { other: 1 }]) {
      await given(content);
      expect((await readStyle(folder)).notices).toEqual([]);
    }
  });

  it('reads mode and theme as the original wrote them', async () => {
    await given('\uFEFF{"appearance_mode":"dark","color_theme":"dark-blue"}');
    expect(await readStyle(folder)).toEqual({
      appearanceMode: 'dark',
      colors: { act: '#1F538D', live: null },
      notices: [],
    });
  });

  it('only knows named themes under which white text is readable', async () => {
    for (const color_theme of ['livextrem', 'default', 'blue', 'dark-blue', 'green']) {
      await given({ color_theme });
      const { colors, notices } = await readStyle(folder);
      expect(notices).toEqual([]);
      if (colors.act) expect(contrastOf('#FFFFFF', colors.act as Hex)).toBeGreaterThanOrEqual(4.5);
    }
  });

  const broken: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['no JSON', '{ "appearance_mode": ', ['style.not-json']],
    ['a list', [1, 2], ['style.not-json']],
    ['null', 'null', ['style.not-json']],
    ['an unknown mode', { appearance_mode: 'purple' }, ['style.unknown-mode']],
    ['a mode that is no text', { appearance_mode: 3 }, ['style.unknown-mode']],
    ['an unknown theme', { color_theme: 'pink' }, ['style.unknown-theme']],
    ['a theme that is no text', { color_theme: { a: 1 } }, ['style.unknown-theme']],
    ['a name of every object', { color_theme: 'constructor' }, ['style.unknown-theme']],
    ['a theme file that is missing', { color_theme: 'gone.json' }, ['style.theme-unreadable']],
    ['two faults', { appearance_mode: '', color_theme: '' }, ['style.unknown-mode', 'style.unknown-theme']],
  ];
  for (const [name, content, codes] of broken) {
    it(`answers ${name} with the default and a notice`, async () => {
      await given(content);
      const style = await readStyle(folder);
      expect({ ...style, notices: style.notices.map(({ code }) => code) }).toEqual({ ...DEFAULTS, notices: codes });
    });
  }

  it('answers a folder in the place of the file with a notice', async () => {
    await mkdir(join(folder, 'style.json'));
    expect((await readStyle(folder)).notices).toEqual([{ code: 'style.unreadable', params: {} }]);
  });

  it('takes colours from a theme file of ours', async () => {
    await given({ color_theme: 'mine.json' });
    await writeFile(join(folder, 'mine.json'), '{"act":"#7A1FA2","live":"#FFB300"}');
    expect(await readStyle(folder)).toMatchObject({ colors: { act: '#7A1FA2', live: '#FFB300' }, notices: [] });
  });

  it('takes the button colour of a CustomTkinter theme file', async () => {
    await given({ color_theme: 'theme.json' });
    await writeFile(join(folder, 'theme.json'), '{"CTkButton":{"fg_color":["#3B8ED0","#1F6AA5"]}}');
    expect(await readStyle(folder)).toMatchObject({ colors: { act: '#1F6AA5', live: null }, notices: [] });
  });

  it('refuses colours on which text could not be read, and what is no colour', async () => {
    await given({ color_theme: 'mine.json' });
    await writeFile(join(folder, 'mine.json'), '{"act":"#FFFF00","live":"orange"}');
    expect(await readStyle(folder)).toMatchObject({
      colors: { act: null, live: null },
      notices: [
        { code: 'style.low-contrast', params: { name: 'act', value: '#FFFF00' } },
        { code: 'style.not-a-color', params: { name: 'live', value: 'orange' } },
      ],
    });
  });
});
