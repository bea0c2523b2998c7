import { expect, test } from '@playwright/test';
import { runOrdeal } from '../kill/ordeal.ts';
import { judgeOrdeal } from '../kill/verdict.ts';

for (const dialect of ['sqlite', 'postgres'] as const) {
  test(`a server on ${dialect} that is killed under load loses and doubles nothing it promised`, async () => {
    test.setTimeout(120_000);
    const result = await runOrdeal({ dialect, times: 3, linesPerSecond: 200, seed: 'short' });
    const { faults } = judgeOrdeal(result);
    expect(faults).toEqual([]);
    expect(result.outages).toHaveLength(3);
    expect(result.evidence.storedNumbers.size).toBeGreaterThan(200);
    expect(result.promises.lines.size).toBeGreaterThan(200);
    expect(result.promises.timeouts.length).toBeGreaterThan(0);
  });
}
