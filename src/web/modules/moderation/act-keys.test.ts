import { describe, expect, it } from 'vitest';
import { readKey } from './act-keys.ts';

describe('keys on a line', () => {
  it.each([
    ['d', { act: 'delete' }],
    ['b', { act: 'ban' }],
    ['v', { act: 'card' }],
    ['Enter', { act: 'card' }],
    ['u', { act: 'lift' }],
    ['t', { act: 'choose' }],
  ])('%s means %j', (key, meaning) => {
    expect(readKey(key, false)).toEqual(meaning);
  });

  it.each([
    ['1', 60],
    ['2', 600],
    ['3', 3_600],
    ['4', 86_400],
  ])('after T, %s is a timeout of %i s', (key, seconds) => {
    expect(readKey(key, true)).toEqual({ act: 'timeout', seconds });
  });

  it('after T, 5 asks for an own duration, and T or Esc leave the choice', () => {
    expect(readKey('5', true)).toEqual({ act: 'own-duration' });
    expect(readKey('t', true)).toEqual({ act: 'cancel' });
    expect(readKey('Escape', true)).toEqual({ act: 'cancel' });
  });

  it('leaves all other keys alone, figures too while nothing is chosen', () => {
    for (const key of ['1', '4', 'x', 'Escape', 'toString', 'Tab']) expect(readKey(key, false)).toBeUndefined();
  });
});
