import { describe, expect, it } from 'vitest';
import { Refusal } from './refusal.ts';
import { fail, ok, type Result } from './result.ts';

describe('a result', () => {
  it('carries either the answer or the reason', () => {
    const results: readonly Result<number, string>[] = [ok(1), fail('no')];
    expect(results.map((result) => (result.ok ? result.value : result.error))).toEqual([1, 'no']);
  });
});

describe('a refusal', () => {
  it('is an error with a code and what its sentence names', () => {
    const refusal = new Refusal('team.not-a-member', { login: 'gast' });
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ name: 'Refusal', code: 'team.not-a-member', params: { login: 'gast' } });
    expect(new Refusal('http.forbidden').params).toEqual({});
  });
});
