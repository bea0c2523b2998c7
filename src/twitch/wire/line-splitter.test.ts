import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

function split(reads: readonly Uint8Array[]): string[] {
  const splitter = createLineSplitter();
  return reads.flatMap((read) => splitter.push(read) ?? ['dropped']);
}

describe('line splitter', () => {
  it('gives a line only when its end has come', () => {
    const splitter = createLineSplitter();
    expect(splitter.push(Buffer.from('PING :a\r\n:b PRIVMSG #c :one\r\n:b PRIVMSG #c :tw'))).toEqual([
      'PING :a',
      ':b PRIVMSG #c :one',
    ]);
    expect(splitter.push(Buffer.from('o\r\n'))).toEqual([':b PRIVMSG #c :two']);
  });

  it('keeps a character whole that two reads share', () => {
    const line = Buffer.from('PRIVMSG #c :grün 👍\r\n');
    const cut = line.indexOf(0x9f) + 1;
    expect(split([line.subarray(0, cut), line.subarray(cut)])).toEqual(['PRIVMSG #c :grün 👍']);
  });

  it('takes CR and LF in two reads as one line end', () => {
    expect(split([Buffer.from('a\r'), Buffer.from('\nb\r\n')])).toEqual(['a', 'b']);
  });

  it('takes a bare LF as a line end', () => {
    expect(split([Buffer.from('a\nb\n\n')])).toEqual(['a', 'b']);
  });

  it('puts U+FFFD where bytes are no UTF-8 and keeps the rest of the line', () => {
    expect(split([Buffer.from([0x61, 0xff, 0x62, 0x0a])])).toEqual(['a\ufffdb']);
  });

  it('asks for the connection to be dropped when no line end comes', () => {
    const splitter = createLineSplitter(1000);
    expect(splitter.push(new Uint8Array(600).fill(97))).toEqual([]);
    expect(splitter.push(new Uint8Array(600).fill(97))).toBeUndefined();
  });

  it('does not depend on the buffer of an earlier read', () => {
    const splitter = createLineSplitter();
    const shared = Buffer.from('first');
    splitter.push(shared);
    shared.fill('x');
    expect(splitter.push(Buffer.from('\n'))).toEqual(['first']);
  });

  it('gives what stands before a missing last line end', () => {
    const splitter = createLineSplitter();
    expect(splitter.push(Buffer.from('a\r\nb'))).toEqual(['a']);
    expect(splitter.rest()).toBe('b');
    expect(splitter.rest()).toBeUndefined();
  });

  it('gives the same lines wherever the stream is cut', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((line) => line.replaceAll(/[\r\n]/g, ''));
    const stream = fc
      .array(fc.tuple(text, fc.constantFrom('\r\n', '\n')), { maxLength: 6 })
      .map((lines) => Buffer.from(lines.map(([line, end]) => line + end).join('')));
    fc.assert(
      fc.property(stream, (bytes) => {
        const whole = split([bytes]);
        for (let cut = 0; cut <= bytes.length; cut++) {
          expect(split([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
        }
        expect(split([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('takes arbitrary bytes in arbitrary reads', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (reads) => {
        expect(split(reads)).toEqual(split([Buffer.concat(reads)]));
      }),
    );
  });
});
