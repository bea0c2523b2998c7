import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/clean-up.ts';
import { createSeal, loadSealKey } from './seal.ts';

const KEY = new Uint8Array(32).fill(7);

describe('a seal', () => {
  it('opens what it sealed, whatever the text', () => {
    const seal = createSeal(KEY, 'test');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => seal.open(seal.seal(text)) === text));
  });

  it('never gives the same sealed text twice and never shows the text', () => {
    const seal = createSeal(KEY, 'test');
    const first = seal.seal('fdn4s0tokentokentoken');
    expect(seal.seal('fdn4s0tokentokentoken')).not.toBe(first);
    expect(Buffer.from(first.slice(3), 'base64url').includes('token')).toBe(false);
  });

  it('opens neither with another key, nor for another purpose, nor changed at any place, nor nonsense', () => {
    const seal = createSeal(KEY, 'test');
    const sealed = seal.seal('secret');
    expect(createSeal(new Uint8Array(32).fill(8), 'test').open(sealed)).toBeUndefined();
    expect(createSeal(KEY, 'other').open(sealed)).toBeUndefined();
    const body = Buffer.from(sealed.slice(3), 'base64url');
    for (let index = 0; index < body.length; index++) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(seal.open(`s1.${changed.toString('base64url')}`)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => seal.open(text) === undefined && seal.open(`s1.${text}`) === undefined),
    );
  });
});

describe('the key', () => {
  it('is made once, readable by its owner only, and read again at the next start', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'key');
    const key = loadSealKey(file);
    expect(key).toHaveLength(32);
    expect(loadSealKey(file)).toEqual(key);
    expect(readdirSync(folder)).toEqual(['key']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment when given, and then no file is made', () => {
    const folder = temporaryFolder();
    const hex = 'ab'.repeat(32);
    expect(Buffer.from(loadSealKey(join(folder, 'key'), hex)).toString('hex')).toBe(hex);
    expect(loadSealKey(join(folder, 'key'), 'a sentence only I know')).toHaveLength(32);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops the start when it is too short or unreadable, and leaves the file as it is', () => {
    const file = join(temporaryFolder(), 'key');
    expect(() => loadSealKey(file, 'short')).toThrow(expect.objectContaining({ code: 'key-unusable' }));
    writeFileSync(file, 'half a k');
    chmodSync(file, 0o600);
    expect(() => loadSealKey(file)).toThrow(expect.objectContaining({ code: 'key-unusable' }));
    expect(readFileSync(file, 'utf8')).toBe('half a k');
  });

  it('says so when the folder cannot be written to', () => {
    expect(() => loadSealKey(join(temporaryFolder(), 'missing', 'key'))).toThrow(
      expect.objectContaining({ code: 'folder-read-only' }),
    );
  });
});
