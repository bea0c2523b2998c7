import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, provideBrowser } from './scripts/browser.mjs';

const browser = await provideBrowser();

/** Whole flows in a real browser: each file has its own server, its own data and its own Twitch. */
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  forbidOnly: true,
  // A second try on a build machine that is busy with others; at home the first failure counts.
  retries: process.env['CI'] ? 1 : 0,
  // Generous: a machine that does other things as well is slow, not wrong.
  timeout: 60_000,
  expect: { timeout: 12_000 },
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: browser.executablePath,
      args: BROWSER_ARGS,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    actionTimeout: 12_000,
    navigationTimeout: 30_000,
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
});
