import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF as it is written here (fonts embedded with a table of what their glyphs mean), page by
 * page, with one space wherever the writer began anew.
 */
export function readPdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of file.matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)) objects.set(id, body);
  const streamOf = (id: string): string => {
    const found = /stream\n(.*)\nendstream/s.exec(objects.get(id) ?? '');
    return found?.[1] === undefined ? '' : inflateSync(Buffer.from(found[1], 'latin1')).toString('latin1');
  };
  const glyphs = new Map<string, Map<number, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', font = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1];
      if (table !== undefined) glyphs.set(name, readGlyphs(streamOf(table)));
    }
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
  const words = pages.map((page) => wordsOf(streamOf(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''), glyphs));
  return words.join(' ').replaceAll(/\s+/g, ' ');
}

function readGlyphs(table: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    // One glyph may mean several letters: `fi`.
    for (const [index, [meaning]] of [...list.matchAll(/<[^>]*>/g)].entries()) {
      const units = (meaning.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => Number.parseInt(unit, 16));
      glyphs.set(Number.parseInt(first, 16) + index, String.fromCharCode(...units));
    }
  }
  return glyphs;
}

function wordsOf(content: string, glyphs: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = glyphs.get(name);
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi)) {
      for (const code of hex.match(/.{4}/g) ?? []) text += font?.get(Number.parseInt(code, 16)) ?? '';
    }
    if (shown !== undefined) text += '\n';
  }
  return text;
}
