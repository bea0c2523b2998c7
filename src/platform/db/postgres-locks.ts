import pg from 'pg';

/** Holders wait for Twitch, so there are some; who finds them all taken waits for one. */
const CONNECTIONS = 4;
/** Nobody holds a name this long; a server that hangs must not hang the other as well. */
const LONGEST_WAIT_MS = 60_000;
/** After PostgreSQL should have given up waiting, it does not answer at all. */
const ANSWER_MS = 1_000;

export interface PostgresLocks {
  /** Runs `work` while no other process on this schema holds the name. */
  hold<R>(name: string, work: () => Promise<R>): Promise<R>;
  end(): Promise<void>;
}

/**
 * Advisory locks on connections of their own: a holder may wait long for somebody outside, which the
 * writing connection must not. A lock ends with its connection, so a killed server leaves none behind.
 */
export function createPostgresLocks(
  settings: pg.ClientConfig,
  schema: string,
  longestWaitMs = LONGEST_WAIT_MS,
): PostgresLocks {
  const pool = new pg.Pool({
    ...settings,
    options: `${settings.options ?? ''} -c lock_timeout=${longestWaitMs}`,
    query_timeout: longestWaitMs + ANSWER_MS,
    max: CONNECTIONS,
    allowExitOnIdle: true,
  });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', () => {});
  // Waiting is done here: the pool itself lets nobody wait longer than for a connection.
  const seats = createSeats(CONNECTIONS);
  const key = [`livextrem ${schema}`];
  const holdOnConnection = async <R>(name: string, work: () => Promise<R>): Promise<R> => {
    const client = await pool.connect();
    // The same for one that is in use: the lock is gone then, and the work goes on to its end.
    const ignore = (): void => {};
    client.on('error', ignore);
    let isBroken = true;
    try {
      await client.query('select pg_advisory_lock(hashtext($1), hashtext($2))', [...key, name]);
      try {
        return await work();
      } finally {
        isBroken = await unlock(client, [...key, name]);
      }
    } finally {
      client.off('error', ignore);
      client.release(isBroken);
    }
  };
  return {
    async hold(name, work) {
      await seats.take();
      try {
        return await holdOnConnection(name, work);
      } finally {
        seats.leave();
      }
    },
    end: () => pool.end(),
  };
}

/** Lets so many in at once, the others in the order they asked. */
function createSeats(count: number): { take(): Promise<void>; leave(): void } {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}

/** @returns whether the connection is of no use any more. */
async function unlock(client: pg.PoolClient, key: readonly string[]): Promise<boolean> {
  try {
    const { rows } = await client.query('select pg_advisory_unlock(hashtext($1), hashtext($2)) as was_held', [...key]);
    return rows[0]?.was_held !== true;
  } catch {
    return true;
  }
}
