import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../contract/endpoint.ts';
import { live } from '../../contract/live.ts';
import { moderation } from '../../contract/moderation.ts';
import { REFUSALS, type RefusalCode } from '../../contract/refusals.ts';
import { system } from '../../contract/system.ts';
import { team } from '../../contract/team.ts';
import { startTestHttpServer } from '../../testing/http-server.ts';
import type { Module } from '../module.ts';
import { listAddresses } from './bindings.ts';
import { refusalsOf } from './describe-endpoint.ts';
import type { OpenApiDocument } from './docs-page.ts';
import { printLimits, printSchema } from './print-schema.ts';

/** The whole contract; nobody calls these handlers. */
const modules: Module[] = Object.entries({ team, live, moderation, system }).map(
  ([name, contract]: [string, Contract]) => ({
    name,
    routes: [{ contract, handlers: Object.fromEntries(Object.keys(contract).map((call) => [call, async () => ({})])) }],
    pages: [],
    feeds: [],
    jobs: [],
  }),
);

async function printed() {
  const server = await startTestHttpServer({ modules });
  const response = await fetch(`${server.origin}/api/openapi.json`);
  return { server, document: (await response.json()) as OpenApiDocument };
}

describe('the printed API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { document, server } = await printed();
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(JSON.stringify(document)).not.toContain('"nullable"');
    expect(document.components?.securitySchemes).toMatchObject({ session: { name: `livextrem_${server.port}` } });
  });

  it('has every call with its fields, its reply and each of its refusals', async () => {
    const { document } = await printed();
    const addresses = listAddresses(modules);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations).toHaveLength(addresses.length);
    for (const { module, name, method, path, endpoint } of addresses) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation, `${method} ${path}`).toMatchObject({ operationId: `${module}.${name}`, tags: [module] });
      if (operation === undefined || endpoint === undefined) throw new Error(`${method} ${path} is missing`);
      const codes = Object.entries(operation.responses).flatMap(([status, { content }]) => {
        const code = content?.['application/json']?.schema.properties?.['code'];
        if (status === '200') return [];
        const named = (code?.enum ?? [code?.const]) as RefusalCode[];
        for (const one of named) expect(REFUSALS[one], one).toBe(Number(status));
        return named;
      });
      expect(codes.sort(), name).toEqual(refusalsOf({ module, endpoint }).sort());
      expect(operation.responses).toHaveProperty('200.content.application/json.schema');
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(named.map((parameter) => `{${parameter.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('names only refusals a call can have', () => {
    const codesOf = (module: string, call: Contract[string] | undefined) => {
      if (call === undefined) throw new Error('no such call');
      return refusalsOf({ module, endpoint: call });
    };
    expect(codesOf('system', system.health)).toEqual([
      'http.foreign-origin',
      'http.foreign-host',
      'http.too-many-requests',
      'http.internal',
    ]);
    const addMember = codesOf('team', team.addMember);
    expect(addMember).toEqual(expect.arrayContaining(['http.too-large', 'http.forbidden', 'team.unknown-login']));
    expect(addMember).not.toContain('live.unknown-line');
  });
});

describe('the page about the API', () => {
  it('shows every call and needs nothing from elsewhere', async () => {
    const { server } = await printed();
    const response = await fetch(`${server.origin}/api/docs`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const { module, name } of listAddresses(modules)) expect(html).toContain(`<article id="${module}.${name}">`);
    expect(html).not.toMatch(/<script|<link|<img|@import|https?:\/\/|\son\w+=/);
    expect(html).toContain('prefers-color-scheme');
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('a schema in words', () => {
  it.each([
    [{ type: 'string', format: 'date-time' }, 'string (date-time)'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ const: 'rows' }, '"rows"'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer | null'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'Record<string, integer>'],
    [{ type: 'object', properties: {} }, '{}'],
    [
      { type: 'object', properties: { id: { type: 'string' }, at: { type: 'integer' } }, required: ['id'] },
      '{\n  id: string\n  at?: integer\n}',
    ],
    [{}, 'unknown'],
  ])('%j is %s', (schema, words) => {
    expect(printSchema(schema)).toBe(words);
  });

  it.each([
    [{ minimum: 1, maximum: 200, default: 100 }, '1 to 200, default 100'],
    [{ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'from 0'],
    [{ exclusiveMinimum: 0 }, 'above 0'],
    [{ maxLength: 64 }, 'up to 64 characters'],
    [{}, ''],
  ])('the limits of %j are "%s"', (schema, words) => {
    expect(printLimits(schema)).toBe(words);
  });
});
