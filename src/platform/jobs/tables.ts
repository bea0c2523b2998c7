export type JobState = 'waiting' | 'running' | 'done' | 'dead';

export interface JobTable {
  id: string;
  kind: string;
  /** Object or array; secrets never: it is in every backup. */
  payload_json: unknown;
  /** Two jobs of a kind with the same key are one job; `null` when each counts. */
  unique_key: string | null;
  state: JobState;
  /** Tries begun in the present round; a retry by hand begins a new round. */
  attempts: number;
  /** Epoch ms before which it does not run. */
  run_at: number;
  created_at: number;
  finished_at: number | null;
  last_error: string | null;
}

export interface JobTables {
  platform_job: JobTable;
}
