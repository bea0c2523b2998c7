import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { connectionSettings } from './open-postgres.ts';

/**
 * A PostgreSQL backup is a gzipped text, made so that PostgreSQL itself writes and reads every value:
 *
 *     #livextrem {"format":1,"migrations":["platform-0001-…",…]}
 *     #table {"name":"live_person","columns":["id",…]}
 *     {"id":1,…}                                      one line for each row
 *     #end {"rows":1,"sha256":"…"}                    of the table's lines
 *     #complete {"tables":1}
 */
const FORMAT = 1;
/** No answer takes so long; a server that does not give one is gone, and with it this export. */
const QUERY_MS = 5 * 60_000;
const ROWS_AT_ONCE = 1_000;
/** Length of the lines of so many rows: bytes of any size (receipts) are written with two digits each. */
const LENGTH_AT_ONCE = 16_000_000;

export interface ExportHead {
  readonly migrations: readonly string[];
}

export interface ExportVisitor {
  table(name: string, columns: readonly string[]): Promise<void>;
  rows(name: string, lines: readonly string[]): Promise<void>;
  /** All was read and is whole. */
  finish(): Promise<void>;
}

/** Writes all tables of a schema as they are at one moment; of some tables only that they are there. */
export async function exportPostgres(options: {
  readonly url: string;
  readonly schema: string;
  readonly file: string;
  readonly tablesLeftOut: readonly string[];
  readonly queryMs?: number;
}): Promise<ExportHead> {
  return withSnapshot(options, async (client) => {
    const migrations = await readMigrations(client);
    const lines = Readable.from(exportLines(client, { migrations }, options));
    await pipeline(lines, createGzip(), createWriteStream(options.file, { flags: 'wx', mode: 0o600, flush: true }));
    return { migrations };
  });
}

/** Reads every row once, as an export would: PostgreSQL checks each page it reads. */
export async function readWholePostgres(url: string, schema: string): Promise<void> {
  await withSnapshot({ url, schema }, async (client) => {
    const migrations = await readMigrations(client);
    for await (const _ of exportLines(client, { migrations }, { schema, tablesLeftOut: [] }));
  });
}

/**
 * Reads an export to its end, checking counts and checksums on the way.
 * @throws Error that says what is wrong; the visitor may have seen rows by then.
 */
export async function readExport(
  file: string,
  visit?: (head: ExportHead) => Promise<ExportVisitor>,
): Promise<ExportHead> {
  return pipeline(createReadStream(file), createGunzip(), (bytes: AsyncIterable<Buffer>) =>
    readLines(splitLines(bytes), visit),
  );
}

/** At LF only: other ends of lines (U+2028) may stand inside of a row. A line of many chunks is put together once. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(first);
    for (const next of more) {
      yield begun.join('');
      begun = [next];
    }
  }
  if (begun.join('') !== '') throw new Error('the end is missing');
}

async function readLines(
  lines: AsyncIterable<string>,
  visit: ((head: ExportHead) => Promise<ExportVisitor>) | undefined,
): Promise<ExportHead> {
  let head: ExportHead | undefined;
  let visitor: ExportVisitor | undefined;
  let table: { name: string; rows: number; hash: ReturnType<typeof createHash>; waiting: string[] } | undefined;
  let tables = 0;
  let isComplete = false;
  let waitingLength = 0;
  const flush = async () => {
    waitingLength = 0;
    if (table && table.waiting.length > 0) await visitor?.rows(table.name, table.waiting.splice(0));
  };
  for await (const line of lines) {
    if (!line.startsWith('#')) {
      if (!table) throw new Error('a row outside of a table');
      table.rows += 1;
      table.hash.update(line).update('\n');
      if (!visitor) continue;
      table.waiting.push(line);
      waitingLength += line.length;
      if (table.waiting.length >= ROWS_AT_ONCE || waitingLength >= LENGTH_AT_ONCE) await flush();
      continue;
    }
    const [mark, value] = readMark(line);
    if (mark === '#livextrem') {
      if (value['format'] !== FORMAT || !Array.isArray(value['migrations'])) throw new Error('an unknown format');
      head = { migrations: value['migrations'].map(String) };
      visitor = await visit?.(head);
    } else if (mark === '#table') {
      const name = String(value['name']);
      table = { name, rows: 0, hash: createHash('sha256'), waiting: [] };
      await visitor?.table(name, (value['columns'] as unknown[]).map(String));
    } else if (mark === '#end' && table) {
      await flush();
      if (value['rows'] !== table.rows || value['sha256'] !== table.hash.digest('hex')) {
        throw new Error(`${table.name} is not what was written`);
      }
      tables += 1;
      table = undefined;
    } else if (mark === '#complete') {
      isComplete = value['tables'] === tables;
    }
  }
  if (!head || !isComplete) throw new Error('the end is missing');
  await visitor?.finish();
  return head;
}

function readMark(line: string): [string, Record<string, unknown>] {
  const space = line.indexOf(' ');
  return [line.slice(0, space), JSON.parse(line.slice(space + 1)) as Record<string, unknown>];
}

async function* exportLines(
  client: pg.Client,
  head: ExportHead,
  options: { readonly schema: string; readonly tablesLeftOut: readonly string[] },
): AsyncGenerator<string> {
  yield `#livextrem ${JSON.stringify({ format: FORMAT, ...head })}\n`;
  const tables = await tablesOf(client, options.schema);
  for (const { name, columns, bytesColumns } of tables) {
    const rowsAtOnce = await rowsThatFit(client, name, bytesColumns);
    yield `#table ${JSON.stringify({ name, columns })}\n`;
    const hash = createHash('sha256');
    let count = 0;
    if (!options.tablesLeftOut.includes(name) && columns.length > 0) {
      const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      // row_to_json would need the whole row; of the subquery it takes the columns that are stored, not computed.
      await client.query(
        `declare export no scroll cursor for select row_to_json(exported_row)::text as line
         from (select ${list} from ${pg.escapeIdentifier(name)}) as exported_row`,
      );
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from export`);
        if (rows.length === 0) break;
        const text = `${rows.map((row) => row.line).join('\n')}\n`;
        hash.update(text);
        count += rows.length;
        yield text;
      }
      await client.query('close export');
    }
    yield `#end ${JSON.stringify({ rows: count, sha256: hash.digest('hex') })}\n`;
  }
  yield `#complete ${JSON.stringify({ tables: tables.length })}\n`;
}

interface ExportedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly bytesColumns: readonly string[];
}

/** PostgreSQL knows the length of bytes without reading them. */
async function rowsThatFit(client: pg.ClientBase, table: string, bytesColumns: readonly string[]): Promise<number> {
  if (bytesColumns.length === 0) return ROWS_AT_ONCE;
  const length = bytesColumns.map((column) => `coalesce(octet_length(${pg.escapeIdentifier(column)}), 0)`).join(' + ');
  const { rows } = await client.query<{ widest: number }>(
    `select coalesce(max(${length}), 0) as widest from ${pg.escapeIdentifier(table)}`,
  );
  const widest = Math.max(1, (rows[0]?.widest ?? 0) * 2);
  return Math.max(1, Math.min(ROWS_AT_ONCE, Math.floor(LENGTH_AT_ONCE / widest)));
}

/** Tables of a schema with the columns that are written (not generated), in a fixed order. */
export async function tablesOf(client: pg.ClientBase, schema: string): Promise<readonly ExportedTable[]> {
  const { rows } = await client.query<ExportedTable>(
    `select c.relname::text as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.atttypid = 'bytea'::regtype) as "bytesColumns",
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
       ) as columns
     from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by c.relname`,
    [schema],
  );
  return rows;
}

async function readMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select id from platform_migration order by position');
  return rows.map((row) => row.id);
}

async function withSnapshot<R>(
  from: { readonly url: string; readonly schema: string; readonly queryMs?: number },
  work: (client: pg.Client) => Promise<R>,
): Promise<R> {
  const client = new pg.Client({
    ...connectionSettings(from.url, from.schema),
    query_timeout: from.queryMs ?? QUERY_MS,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.end();
  }
}
