import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { StartProblem } from './db/start-problem.ts';

/** Closes secrets (Twitch tokens, the app's secret) before they are stored. */
export interface Seal {
  seal(text: string): string;
  /** `undefined` when it was sealed with another key or for another purpose, or was changed. */
  open(sealed: string): string | undefined;
}

/** Of the sealed form: version 1 is `s1.` + base64url of nonce (12), cipher text, tag (16). */
const VERSION = 's1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * @param key 32 bytes from `loadSealKey`.
 * @param purpose what is sealed, `twitch-token`: nothing sealed for one purpose opens for another.
 */
export function createSeal(key: Uint8Array, purpose: string): Seal {
  const ownKey = Buffer.from(hkdfSync('sha256', key, '', `livextrem ${VERSION} ${purpose}`, KEY_BYTES));
  const associated = Buffer.from(`${VERSION} ${purpose}`);
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', ownKey, nonce).setAAD(associated);
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${body.toString('base64url')}`;
    },
    open(sealed) {
      const [version, encoded, ...more] = sealed.split('.');
      if (version !== VERSION || encoded === undefined || more.length > 0) return undefined;
      const body = Buffer.from(encoded, 'base64url');
      if (body.length < NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', ownKey, body.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(associated).setAuthTag(body.subarray(body.length - TAG_BYTES));
        const text = decipher.update(body.subarray(NONCE_BYTES, body.length - TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * The installation's key: from `LIVEXTREM_KEY` when given, else from the key file, which is made
 * readable by its owner only on the first start.
 *
 * @param given 64 hex digits, or any text of at least 20 characters.
 * @throws StartProblem `key-unusable`, `folder-read-only`
 */
export function loadSealKey(file: string, given?: string): Uint8Array {
  if (given !== undefined && given !== '') return keyFromText(given);
  return readKeyFile(file) ?? createKeyFile(file);
}

function keyFromText(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'));
  if (text.length < 20) throw new StartProblem('key-unusable', { where: 'LIVEXTREM_KEY' });
  // Slow on purpose, should a person have made it up. The salt is fixed: there is one such key.
  return Uint8Array.from(scryptSync(text, 'livextrem seal key', KEY_BYTES));
}

function readKeyFile(file: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartProblem('key-unusable', { where: file }, error);
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw new StartProblem('key-unusable', { where: file });
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** Complete or not there: written aside, then linked, which fails if another process was faster. */
function createKeyFile(file: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = openSync(aside, 'wx', 0o600);
    try {
      writeSync(handle, `${key.toString('hex')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    try {
      linkSync(aside, file);
    } finally {
      unlinkSync(aside);
    }
  } catch (error) {
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readKeyFile(file) : undefined;
    if (made) return made;
    throw new StartProblem('folder-read-only', { path: file }, error);
  }
  return Uint8Array.from(key);
}
