import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

type CleanUp = () => void | Promise<void>;

const atFileEnd: CleanUp[] = [];

/**
 * Runs when the current test has finished, or after the file when called outside of a test
 * (`beforeAll`). The last one asked for runs first.
 */
export function cleanUpLater(cleanUp: CleanUp): void {
  try {
    onTestFinished(cleanUp);
  } catch {
    atFileEnd.push(cleanUp);
  }
}

/** Called by the setup file after each test file. */
export async function cleanUpFile(): Promise<void> {
  for (const cleanUp of atFileEnd.splice(0).reverse()) await cleanUp();
}

/** An empty folder that disappears with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'livextrem-test-'));
  cleanUpLater(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
