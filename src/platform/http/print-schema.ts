/** The part of JSON Schema (2020-12) that our contracts print. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

/** A schema in the notation of TypeScript, the shortest that most readers know. */
export function printSchema(schema: JsonSchema, indent = ''): string {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts !== undefined) return [...new Set(parts.map((part) => printSchema(part, indent)))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return printArray(schema, indent);
  if (schema.properties !== undefined) return printObject(schema, schema.properties, indent);
  if (schema.type === 'object') {
    const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    return `Record<string, ${printSchema(values, indent)}>`;
  }
  const name = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['unknown']).join(' | ');
  return schema.format === undefined ? name : `${name} (${schema.format})`;
}

/** What a value must keep to beyond its type: `1 to 200, default 100`. */
export function printLimits(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, maxLength, default: fallback } = schema;
  const limits: string[] = [];
  const hasMaximum = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const hasMinimum = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  if (hasMinimum && hasMaximum) limits.push(`${minimum} to ${maximum}`);
  else if (hasMinimum) limits.push(`from ${minimum}`);
  else if (hasMaximum) limits.push(`up to ${maximum}`);
  if (exclusiveMinimum !== undefined) limits.push(`above ${exclusiveMinimum}`);
  if (maxLength !== undefined) limits.push(`up to ${maxLength} characters`);
  if (fallback !== undefined) limits.push(`default ${JSON.stringify(fallback)}`);
  return limits.join(', ');
}

function printArray({ items = {} }: JsonSchema, indent: string): string {
  const inner = printSchema(items, indent);
  return /^[\w.]+$/.test(inner) || inner.endsWith('}') ? `${inner}[]` : `(${inner})[]`;
}

function printObject(schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>>, indent: string): string {
  const names = Object.keys(properties);
  if (names.length === 0) return '{}';
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, value]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    return `${deeper}${name}${mark}: ${printSchema(value, deeper)}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
