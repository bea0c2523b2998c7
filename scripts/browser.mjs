// Finds or provides a Chromium for tests and screenshots. Order: CHROME_PATH, an installed browser,
// the npm package @sparticuz/chromium (Linux x64, brings its own libraries), Debian's package when root.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'livextrem-chromium');

const INSTALLED = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'].flatMap((name) => [
    `/usr/bin/${name}`,
    `/usr/local/bin/${name}`,
    `/snap/bin/${name}`,
  ]),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((base) => [
      join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/** Our own flags: never a package's, some of which switch web security off. */
export const BROWSER_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function starts(browser) {
  // Answers at once where its libraries are found, and fails where one is missing.
  const result = spawnSync(browser.executablePath, ['--version'], {
    env: { ...process.env, ...browser.env },
    timeout: 30_000,
  });
  return result.status === 0;
}

/** Holds a lock file while the browser is unpacked, so that two test runs do not do it at once. */
async function withLock(work) {
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, 'lock');
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch {
      // A lock older than five minutes was left by a run that was killed.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 300_000) rmSync(lock, { force: true });
      await wait(250);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function unpacked() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(cache, 'unpacked');
  const browser = {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
  await withLock(async () => {
    if (existsSync(folder)) return;
    const fresh = `${folder}-${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    // The package unpacks into the temporary folder, so it gets one of its own.
    process.env.TMPDIR = fresh;
    const { inflate } = await import('@sparticuz/chromium');
    const bin = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');
    for (const part of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(bin, part));
    }
    renameSync(fresh, folder);
  });
  return browser;
}

function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stdout.write('Installing Chromium for the browser tests …\n');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
  return existsSync('/usr/bin/chromium') ? { executablePath: '/usr/bin/chromium', env: {} } : undefined;
}

/**
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 * @throws one sentence when there is no browser to be had.
 */
export async function provideBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names no file: ${chosen}`);
    return { executablePath: chosen, env: {} };
  }
  for (const path of INSTALLED[process.platform] ?? []) {
    if (existsSync(path)) return { executablePath: path, env: {} };
  }
  for (const provide of [unpacked, fromDebian]) {
    const browser = await provide();
    if (browser && starts(browser)) return browser;
  }
  throw new Error('The browser tests need Chrome, Chromium or Edge: install one, or set CHROME_PATH to it.');
}
