import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

describe('a typed duration', () => {
  it.each([
    ['15 min', 900],
    ['90 s', 90],
    ['90s', 90],
    ['2 h', 7_200],
    ['3 d', 259_200],
    ['3 Tage', 259_200],
    ['1 Std.', 3_600],
    ['1 h 30 min', 5_400],
    ['1h30m', 5_400],
    ['1,5 h', 5_400],
    ['1.5 h', 5_400],
    ['10', 600],
    ['  2 weeks ', 1_209_600],
    ['14 d', 1_209_600],
    ['1 s', 1],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, seconds });
  });

  it.each(['', '   ', 'lange', 'min', '10 äpfel', '1 h und 2 min', '5 5', '-5 min', '10 min!'])(
    'refuses %s as unreadable',
    (text) => {
      expect(parseDuration(text)).toEqual({ ok: false, why: 'unreadable' });
    },
  );

  it.each(['0', '0 s', '0,4 s', '14 d 1 s', '15 d', '999999999 d'])('refuses %s as out of range', (text) => {
    expect(parseDuration(text)).toEqual({ ok: false, why: 'range' });
  });
});
