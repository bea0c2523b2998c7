import type { JobTables } from './jobs/tables.ts';
import type { SignInWay } from './module.ts';

/** A signed-in browser; `platform/http` owns its life. */
interface SessionTable {
  /** SHA-256 of the secret in the cookie, hex: who reads the database cannot sign in with it. */
  id_hash: string;
  member_id: string;
  csrf: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  /** How and from where she came in; `null` for those from before this was written down. */
  way: SignInWay | null;
  address: string | null;
  /** When she said from elsewhere that it was she. */
  confirmed_at: number | null;
}

/** What mended itself, the newest of it; written by `server/health`. */
interface RepairTable {
  id: number;
  at: number;
  code: string;
  params_json: unknown;
  took_ms: number;
}

/** All tables the platform owns. */
export interface PlatformTables extends JobTables {
  platform_session: SessionTable;
  platform_repair: RepairTable;
}
