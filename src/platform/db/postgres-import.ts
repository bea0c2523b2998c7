import pg from 'pg';
import { type Migration, migrate } from './migrate.ts';
import { connectionSettings, openPostgres } from './open-postgres.ts';
import { type ExportVisitor, readExport, tablesOf } from './postgres-export.ts';

/**
 * Builds the exported tables in a schema of their own, fills them, then gives that schema the name of
 * the one in use, whose tables stay under another name.
 *
 * @returns `schema NAME` of the old tables, `null` when there were none.
 * @throws StartProblem database-in-use
 */
export async function importPostgres(order: {
  readonly url: string;
  readonly schema: string;
  readonly file: string;
  readonly moment: string;
  readonly migrations: readonly Migration[];
}): Promise<string | null> {
  const { url, schema, file, migrations } = order;
  const moment = order.moment.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
  // Holds the lock of the schema for the whole time.
  const inUse = await openPostgres(url, schema);
  const building = `${schema}_restoring`;
  const client = new pg.Client(connectionSettings(url, building));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`drop schema if exists ${building} cascade`);
    const fresh = await openPostgres(url, building);
    try {
      await readExport(file, async (head) => {
        const known = new Map(migrations.map((migration) => [migration.id, migration]));
        await migrate(
          fresh,
          head.migrations.map((id) => known.get(id)).filter((migration) => migration !== undefined),
        );
        return fillTables(client, building);
      });
    } finally {
      await fresh.close();
    }
    return await swapSchemas(client, { schema, building, kept: `${schema}_before_${moment}` });
  } finally {
    await client.end();
    await inUse.close();
  }
}

/**
 * Empties what the migrations wrote and lets PostgreSQL read the rows; links are checked at the end. Guards of
 * tables (triggers) rest meanwhile: what is sealed comes in as it was, all of it or nothing.
 */
async function fillTables(client: pg.Client, schema: string): Promise<ExportVisitor> {
  const { rows: links } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where connamespace = $1::regnamespace and contype = 'f'`,
    [schema],
  );
  await client.query('begin');
  for (const { table, name } of links) await client.query(`alter table ${table} drop constraint ${name}`);
  const tables = (await tablesOf(client, schema)).map(({ name }) => pg.escapeIdentifier(name));
  for (const table of tables) {
    await client.query(`alter table ${table} disable trigger user`);
    await client.query(`truncate ${table}`);
  }
  const columnsOf = new Map<string, string>();
  return {
    async table(name, columns) {
      columnsOf.set(name, columns.map((column) => pg.escapeIdentifier(column)).join(', '));
    },
    async rows(name, lines) {
      const table = pg.escapeIdentifier(name);
      const columns = columnsOf.get(name);
      await client.query(
        `insert into ${table} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
        [`[${lines.join(',')}]`],
      );
    },
    async finish() {
      for (const { table, name, definition } of links) {
        await client.query(`alter table ${table} add constraint ${name} ${definition}`);
      }
      for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
      await client.query('commit');
    },
  };
}

async function swapSchemas(
  client: pg.Client,
  { schema, building, kept }: { readonly schema: string; readonly building: string; readonly kept: string },
): Promise<string | null> {
  const hadTables = (await tablesOf(client, schema)).length > 0;
  await client.query('begin');
  await client.query(hadTables ? `alter schema ${schema} rename to ${kept}` : `drop schema ${schema} cascade`);
  await client.query(`alter schema ${building} rename to ${schema}`);
  await client.query('commit');
  return hadTables ? `schema ${kept}` : null;
}
