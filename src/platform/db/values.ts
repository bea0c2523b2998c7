/**
 * What queries may be given and what they give back, the same on both databases. The rule by name is
 * described at `Database`.
 */
export type BoundValue = null | string | number | bigint | boolean | Uint8Array | PgArray;

/** A list for PostgreSQL's own arrays (`unnest($1::text[])`); any other array is bound as JSON text. */
export class PgArray {
  readonly values: readonly (string | number | bigint | boolean | null)[];
  constructor(values: readonly (string | number | bigint | boolean | null)[]) {
    this.values = values;
  }
}

/** Checks a parameter and brings it into a form both drivers take. @throws RangeError, TypeError */
export function bindValue(value: unknown): BoundValue {
  switch (typeof value) {
    case 'string':
      return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be stored`);
      // Whole numbers as bigint: node:sqlite binds every number as REAL, and `at / 60000` must stay whole.
      if (!Number.isInteger(value)) return value;
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is beyond 2^53; amounts are bigint`);
      return BigInt(value);
    case 'bigint':
    case 'boolean':
      return value;
    case 'object':
      if (value === null || value instanceof Uint8Array || value instanceof PgArray) return value;
      if (value instanceof Date) throw new TypeError('times are stored as epoch milliseconds, not as Date');
      return JSON.stringify(value);
    default:
      throw new TypeError(`a ${typeof value} cannot be stored`);
  }
}

/** What a column of a result holds, told by its name. */
export type ColumnKind = 'amount' | 'flag' | 'json' | 'plain';

export function kindOfColumn(name: string): ColumnKind {
  if (/(?:_minor|[a-z0-9]Minor)$|^minor$/.test(name)) return 'amount';
  if (/^(?:is|has|was)(?:_|[A-Z])/.test(name)) return 'flag';
  if (/(?:_json|[a-z0-9]Json)$|^json$/.test(name)) return 'json';
  return 'plain';
}
