import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Say } from '../i18n/console.ts';
import { instantFromMs } from '../kernel/instant.ts';
import type { Config } from '../server/config.ts';
import { examine, type Finding, type Place } from '../server/examine.ts';
import type { Speak } from './speak.ts';

const ANSWER_MS = 5_000;

/** Tests what the server needs and says of each thing whether it is good, and what to do where it is not. */
export async function doctor(config: Config, speak: Speak): Promise<number> {
  const { say } = speak;
  let bad = 0;
  const tell = ([isGood, sentence]: readonly [boolean, string]): void => {
    if (!isGood) bad += 1;
    speak.line(`${isGood ? '✓' : '✗'} ${sentence}`);
  };
  const { findings, places } = await examine(config);
  for (const finding of findings) tell(sentenceOf(finding, say));
  for (const place of places) {
    const params = { what: say(`cli.doctor.${place.what}`), host: `${place.host}:${place.port}` };
    tell(
      (await answers(place)) ? [true, say('cli.doctor.reach', params)] : [false, say('cli.doctor.reachNot', params)],
    );
  }
  speak.line(bad === 0 ? say('cli.doctor.good') : say('cli.doctor.bad', { count: bad }));
  return bad === 0 ? 0 : 1;
}

function sentenceOf(finding: Finding, say: Say): readonly [boolean, string] {
  switch (finding.what) {
    case 'node':
      return [
        finding.isGood,
        say(finding.isGood ? 'cli.doctor.node' : 'cli.doctor.nodeOld', { version: finding.version }),
      ];
    case 'folder': {
      const { folder } = finding;
      if (finding.state === 'good') return [true, say('cli.doctor.folder', { folder })];
      return [
        false,
        say(finding.state === 'missing' ? 'cli.doctor.folderMissing' : 'cli.doctor.folderReadOnly', { folder }),
      ];
    }
    case 'database':
      if (finding.state === 'missing') return [false, say('cli.doctor.databaseMissing')];
      if (finding.state === 'bad') return [false, say('cli.doctor.databaseBad', { reason: finding.reason })];
      return [true, say('cli.doctor.database', { size: (finding.sizeBytes / 1_000_000).toFixed(1) })];
    case 'disk': {
      const free = (finding.freeBytes / 1_000_000_000).toFixed(1);
      return [finding.isGood, say(finding.isGood ? 'cli.doctor.disk' : 'cli.doctor.diskLow', { free })];
    }
    case 'backup':
      if (finding.atMs === null) return [!finding.isNeeded, say('cli.doctor.backupNone')];
      return [true, say('cli.doctor.backup', { at: momentText(finding.atMs) })];
    case 'backup-damaged':
      return [false, say('cli.doctor.backupDamaged', { file: finding.fileName, reason: finding.reason })];
    case 'app':
      return [true, say(finding.isSandbox ? 'cli.doctor.appSandbox' : 'cli.doctor.app')];
    case 'style':
      if (finding.codes.length === 0) return [true, say('cli.doctor.style')];
      return [false, say('cli.doctor.styleBad', { what: finding.codes.join(', ') })];
    default:
      return finding satisfies never;
  }
}

/** `2026-11-22 09:18 UTC` */
function momentText(atMs: number): string {
  return `${instantFromMs(atMs).slice(0, 16).replace('T', ' ')} UTC`;
}

/** Does somebody take the connection, with a certificate where one is due? Nothing is said. */
function answers({ host, port, isTls }: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = isTls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
    const done = (isGood: boolean): void => {
      socket.destroy();
      resolve(isGood);
    };
    socket.once(isTls ? 'secureConnect' : 'connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(ANSWER_MS, () => done(false));
  });
}
