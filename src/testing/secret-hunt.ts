import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A place in which a secret could lie. */
interface Place {
  readonly where: string;
  readonly text: string;
}

/** Collects secrets and places, then looks for each in every one. */
export interface SecretHunt {
  readonly secrets: ReadonlyMap<string, string>;
  readonly places: readonly Place[];
  /** One that was handed out; its beginning is added to the name where there are many of a kind. */
  note(name: string, secret: string): void;
  /** Something that was said or written. */
  search(where: string, text: string): void;
  /** Every file below a folder as it is now, but the key; packed ones also unpacked. */
  searchFiles(folder: string, moment: string): void;
  /** `secret in place`, for each that lies where it must not. */
  findings(places?: readonly Place[]): string[];
}

export function createSecretHunt(): SecretHunt {
  const secrets = new Map<string, string>();
  const places: Place[] = [];
  return {
    secrets,
    places,
    note: (name, secret) => void secrets.set(name, secret),
    search: (where, text) => void places.push({ where, text }),
    searchFiles: (folder, moment) => void places.push(...filesOf(folder, moment)),
    findings: (searched = places) =>
      [...secrets].flatMap(([name, secret]) =>
        searched
          .filter(({ text }) => formsOf(secret).some((form) => text.includes(form)))
          .map(({ where }) => `${name} in ${where}`),
      ),
  };
}

function filesOf(folder: string, moment: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'key')
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      const where = `${moment} ${path.slice(folder.length)}`;
      const texts = [{ where, text: bytes.toString('latin1') }];
      if (path.endsWith('.gz')) texts.push({ where: `${where} unpacked`, text: gunzipSync(bytes).toString('latin1') });
      return texts;
    });
}

/** Forms in which a secret may lie about: as it is, and as the bytes of other notations. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex'), encodeURIComponent(secret)];
}
