/** Why the store cannot be opened; each has one sentence with the way out in `i18n/en/start.ts`. */
export type StartProblemCode =
  | 'folder-in-use'
  | 'folder-read-only'
  | 'folder-unusable'
  | 'database-damaged'
  | 'database-newer'
  | 'database-foreign'
  | 'database-in-use'
  | 'database-locked'
  | 'database-unreachable'
  | 'backup-failed'
  | 'backup-missing'
  | 'backup-damaged'
  | 'backup-newer'
  | 'backup-other-database'
  | 'key-unusable';

/** Ends a start before anything was changed. The command line prints its sentence and exits with 1. */
export class StartProblem extends Error {
  readonly code: StartProblemCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: StartProblemCode, params: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.name = 'StartProblem';
    this.code = code;
    this.params = params;
  }
}
