import type { Db } from '../../platform/db/database.ts';
import type { ChatLineRow, LiveTables } from './tables.ts';

/** A row of the log with what the full text index reads of it. */
export interface IngestRow extends Omit<ChatLineRow, 'removed_at' | 'removed_by'> {
  /** `null` is not indexed: lines nobody wrote. */
  readonly searchText: string | null;
}

/** A person in a batch: new ones are inserted, known ones take the newer name and time and more lines. */
export interface SeenPerson {
  readonly id: number;
  readonly twitchId: string;
  readonly login: string;
  readonly displayName: string;
  /** Of what is seen now; whichever is told first, the earliest and the latest of all stay. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lines: number;
}

export interface MessageKey {
  readonly channel: number;
  readonly sentAt: number;
  readonly messageId: Uint8Array;
}

/** The hot path, written once per database with identical members. */
export interface ChatIngest {
  /** Which of these messages the log has already, as positions in the list given. */
  findKnown(db: Db<LiveTables>, keys: readonly MessageKey[]): Promise<ReadonlySet<number>>;
  insertLines(db: Db<LiveTables>, rows: readonly IngestRow[]): Promise<void>;
  savePersons(db: Db<LiveTables>, persons: readonly SeenPerson[]): Promise<void>;
}
