import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/clean-up.ts';
import { openLogFile } from './log-file.ts';

const line = (number: number): string => `${String(number).padStart(9, '0')}\n`;
const read = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

describe('the file of the log', () => {
  it('never grows beyond its bound, keeps some files and loses no line of them', () => {
    const file = join(temporaryFolder(), 'log', 'server.log');
    const log = openLogFile(file, { maxBytes: 100, kept: 3 });
    for (let number = 1; number <= 95; number += 1) log.write(line(number));
    const files = [`${file}.3`, `${file}.2`, `${file}.1`, file];
    for (const each of files) expect(statSync(each).size).toBeLessThanOrEqual(100);
    expect(existsSync(`${file}.4`)).toBe(false);
    const numbers = files.flatMap(read).map(Number);
    expect(numbers).toEqual(Array.from({ length: 35 }, (_, at) => 61 + at));
  });

  it('goes on where the process before it stopped', () => {
    const file = join(temporaryFolder(), 'server.log');
    writeFileSync(file, line(1).repeat(9));
    const log = openLogFile(file, { maxBytes: 100, kept: 1 });
    log.write(line(2));
    expect(read(file)).toHaveLength(10);
    log.write(line(3));
    expect([read(`${file}.1`).length, read(file)]).toEqual([10, ['000000003']]);
  });

  it('begins a line of its own after one that was torn off', () => {
    const file = join(temporaryFolder(), 'server.log');
    writeFileSync(file, `${line(1)}0000`);
    openLogFile(file, { maxBytes: 100, kept: 1 }).write(line(2));
    expect(read(file)).toEqual(['000000001', '0000', '000000002']);
  });

  it('writes a line that is longer than the bound, alone', () => {
    const file = join(temporaryFolder(), 'server.log');
    const log = openLogFile(file, { maxBytes: 20, kept: 2 });
    log.write(line(1));
    log.write(`${'x'.repeat(60)}\n`);
    log.write(line(2));
    expect([`${file}.2`, `${file}.1`, file].map((each) => read(each).length)).toEqual([1, 1, 1]);
  });

  it('goes on in the same file where it cannot be moved', () => {
    const file = join(temporaryFolder(), 'server.log');
    mkdirSync(join(`${file}.1`, 'in-the-way'), { recursive: true });
    const log = openLogFile(file, { maxBytes: 20, kept: 1 });
    for (const number of [1, 2, 3]) log.write(line(number));
    expect(read(file).map(Number)).toEqual([1, 2, 3]);
  });

  it('writes into no other file when it can neither go on nor begin anew, and goes on when it can', () => {
    const folder = join(temporaryFolder(), 'log');
    const file = join(folder, 'server.log');
    const log = openLogFile(file, { maxBytes: 20, kept: 1 });
    log.write(line(1));
    log.write(line(2));
    rmSync(folder, { recursive: true });
    expect(() => log.write(line(3))).toThrow();
    // What is opened next gets the number that the log's file had.
    const other = join(temporaryFolder(), 'other');
    const handle = openSync(other, 'a');
    expect(() => log.write(line(4))).toThrow();
    closeSync(handle);
    expect(statSync(other).size).toBe(0);
    mkdirSync(folder);
    log.write(line(5));
    expect(read(file)).toEqual(['000000005']);
  });
});
