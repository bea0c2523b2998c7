// What every npm script runs first, under whatever Node the machine has (20 or newer): installs the
// libraries when the lock file changed, builds the web bundle when its sources changed. The second
// run does neither. Plain JavaScript without dependencies, because nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeBin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const lockFile = join(root, 'package-lock.json');
const installStamp = join(root, 'node_modules', '.livextrem-installed');
const bundleStamp = join(root, 'dist', 'web', '.sources');
const BUNDLE_SOURCES = ['src/web', 'src/contract', 'src/i18n', 'src/kernel', 'vite.config.ts', 'tsconfig.web.json'];

const wantsBundle = !process.argv.includes('--no-bundle');

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function stampIs(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

/** Runs a program and, with a label, shows that time passes; resolves with its exit code and what it said. */
function run(label, command, args, options = {}) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const isTerminal = process.stdout.isTTY === true && label !== undefined;
    if (label !== undefined) process.stdout.write(isTerminal ? `${label} …` : `${label} …\n`);
    const ticks = isTerminal ? setInterval(() => process.stdout.write('.'), 2000) : undefined;
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const done = (code) => {
      clearInterval(ticks);
      if (code === 0 && label !== undefined) {
        const seconds = Math.max(1, Math.round((Date.now() - startedAt) / 1000));
        process.stdout.write(isTerminal ? ` done (${seconds} s)\n` : `${label}: done (${seconds} s)\n`);
      } else if (isTerminal) process.stdout.write('\n');
      resolve({ code, said });
    };
    child.on('error', (error) => {
      said += String(error);
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** The one sentence for what usually goes wrong while installing. */
function explainInstall(said) {
  if (/ENOSPC/.test(said)) return 'The disk is full: make some 1.5 GB free and start again.';
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return `This folder cannot be written to: ${root}. Clone liveXtrem into a folder of your own and start again.`;
  }
  if (NO_NETWORK.test(said)) {
    return 'The npm registry cannot be reached: connect to the internet (needed only this once) and start again.';
  }
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return `Installing the libraries failed: ${lines.slice(0, 3).join(' ').slice(0, 400)}`;
}

async function install() {
  const wanted = `${hashOf(['package-lock.json', 'package.json'])} ${process.platform}-${process.arch}`;
  if (stampIs(installStamp, wanted)) return;
  const lockBefore = readFileSync(lockFile);
  // npm itself is a script: run it with this Node, wherever it lies, so that no shell is needed.
  const npm = process.env.npm_execpath;
  const runNpm = (label, args) =>
    npm
      ? run(label, process.execPath, [npm, ...args])
      : run(label, process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' });
  // An install waits minutes for a network that is not there, library by library; this knows at once.
  // What npm has kept from before may still be enough.
  const ping = await runNpm(undefined, ['ping', '--fetch-retries=0', '--fetch-timeout=15000', '--loglevel=error']);
  const isOffline = ping.code !== 0 && NO_NETWORK.test(ping.said);
  const { code, said } = await runNpm('Installing the libraries (only after an update, a minute or two)', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(isOffline ? ['--offline'] : []),
  ]);
  // npm may rewrite the lock for this platform; what is committed counts.
  if (!readFileSync(lockFile).equals(lockBefore)) writeFileSync(lockFile, lockBefore);
  if (code !== 0) giveUp(explainInstall(said));
  if (!existsSync(nodeBin)) {
    giveUp(
      `There is no Node 26 for this machine (${process.platform}-${process.arch}): use Linux, macOS or Windows on a 64-bit machine.`,
    );
  }
  writeFileSync(installStamp, wanted);
}

async function bundle() {
  const wanted = hashOf([...BUNDLE_SOURCES, 'package-lock.json']);
  if (stampIs(bundleStamp, wanted)) return;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, said } = await run('Building the pages', nodeBin, [vite, 'build', '--logLevel', 'warn'], {
    shell: process.platform === 'win32',
  });
  if (code !== 0) giveUp(`The pages could not be built:\n${said}`);
  mkdirSync(dirname(bundleStamp), { recursive: true });
  writeFileSync(bundleStamp, wanted);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  giveUp(`This Node is too old (${process.versions.node}): install Node 20 or newer from nodejs.org and start again.`);
}
await install();
if (wantsBundle) await bundle();
