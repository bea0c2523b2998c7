import { type JsonSchema, printLimits, printSchema } from './print-schema.ts';

/** The part of an OpenAPI 3.1 document that we print and read. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly securitySchemes: Readonly<Record<string, object>> };
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: JsonContent };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: JsonContent }>>;
}

type JsonContent = Readonly<Record<string, { readonly schema: JsonSchema }>>;

interface Call extends Operation {
  readonly method: string;
  readonly path: string;
}

/** The printed API as one page without a script or a foreign file, so that our CSP lets it through. */
export function renderDocsPage(document: OpenApiDocument): string {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const groups = [...Map.groupBy(calls, (call) => call.tags[0] ?? '')];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(document.info.title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Calls">
<p class="brand">${escapeHtml(document.info.title)} <span>API ${escapeHtml(document.info.version)}</span></p>
${groups.map(([name, of]) => renderGroupLinks(name, of)).join('\n')}
</nav>
<main>
<h1>HTTP API</h1>
<p class="lead">${inline(document.info.description ?? '')}</p>
<p>The whole description as <a href="/api/openapi.json">OpenAPI ${escapeHtml(document.openapi)}</a>. Paths in braces are
filled in; fields of GET and DELETE travel in the query, of all others as a JSON body. The live feed is a WebSocket at
<code>/api/feed</code>.</p>
${groups.map(([name, of]) => `<section><h2>${escapeHtml(name)}</h2>\n${of.map(renderCall).join('\n')}</section>`).join('\n')}
</main>
</body>
</html>
`;
}

function renderGroupLinks(name: string, calls: readonly Call[]): string {
  const links = calls.map(
    (call) =>
      `<li><a href="#${escapeHtml(call.operationId)}">${escapeHtml(call.operationId.replace(/^.*\./, ''))}</a></li>`,
  );
  return `<h2>${escapeHtml(name)}</h2><ul>${links.join('')}</ul>`;
}

function renderCall(call: Call): string {
  const body = call.requestBody?.content['application/json']?.schema;
  const reply = call.responses['200']?.content?.['application/json']?.schema;
  const refusals = Object.entries(call.responses).filter(([status]) => status !== '200');
  return `<article id="${escapeHtml(call.operationId)}">
<h3><span class="method ${call.method.toLowerCase()}">${call.method}</span> <code>${pathWithMarks(call.path)}</code></h3>
<p>${inline(call.summary)}</p>
<p class="who">${inline(call.description)}</p>
${renderFields(call, body)}
${reply === undefined ? '' : `<h4>Reply</h4><pre tabindex="0">${escapeHtml(printSchema(reply))}</pre>`}
<details><summary>Refusals</summary><dl>${refusals.map(renderRefusals).join('')}</dl></details>
</article>`;
}

function renderFields(call: Call, body: JsonSchema | undefined): string {
  const inPath = (call.parameters ?? []).map(({ name, in: place, required, schema }) => ({
    name,
    place,
    isRequired: required === true,
    schema,
  }));
  const inBody = Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
    name,
    place: 'body',
    isRequired: body?.required?.includes(name) === true,
    schema,
  }));
  const fields = [...inPath, ...inBody];
  if (fields.length === 0) return '';
  const rows = fields.map(
    ({ name, place, isRequired, schema }) =>
      `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${escapeHtml(place)}${isRequired ? '' : ', optional'}</td>` +
      `<td><code>${escapeHtml(printSchema(schema))}</code></td><td>${escapeHtml(printLimits(schema))}</td></tr>`,
  );
  return `<h4>Fields</h4><div class="scroll" tabindex="0"><table><tbody>${rows.join('')}</tbody></table></div>`;
}

function renderRefusals([status, { content }]: readonly [string, { readonly content?: JsonContent }]): string {
  const codes = content?.['application/json']?.schema.properties?.['code'];
  const names = (codes?.enum ?? [codes?.const]).map((code) => `<code>${escapeHtml(String(code))}</code>`);
  return `<dt>${escapeHtml(status)}</dt><dd>${names.join(' ')}</dd>`;
}

function pathWithMarks(path: string): string {
  return escapeHtml(path).replace(/\{\w+\}/g, '<i>$&</i>');
}

/** Text with `code` marks. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

const STYLE = `
:root{--canvas:#f5f5f7;--side:#fafafb;--surface:#fff;--line:#d8dae1;--text:#15171c;--dim:#474c58;--act:#1c31ba;--code:#f2f3f5;
--get:#126239;--post:#1c31ba;--put:#7a5000;--delete:#a81e24}
@media (prefers-color-scheme:dark){:root{--canvas:#0b0c0f;--side:#0f1014;--surface:#14161b;--line:#2e323c;--text:#f2f3f5;
--dim:#b6bbc6;--act:#9db0ff;--code:#1b1e25;--get:#5fd39a;--post:#9db0ff;--put:#f2be55;--delete:#ff8f8c}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/1.55 'Inter Variable',Inter,system-ui,sans-serif;display:flex}
a{color:var(--act)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--act);outline-offset:2px;border-radius:4px}
code,pre{font:12.5px/1.5 'JetBrains Mono Variable',ui-monospace,Menlo,Consolas,monospace}
p code,dd code,td code{background:var(--code);border-radius:4px;padding:1px 5px}
nav{position:sticky;top:0;height:100vh;overflow:auto;flex:0 0 232px;background:var(--side);border-right:1px solid var(--line);padding:20px}
nav .brand{font-weight:650;font-size:16px;margin:0 0 12px}
nav .brand span{font-weight:400;font-size:12px;color:var(--dim)}
nav h2{font-size:12px;font-weight:600;color:var(--dim);margin:18px 0 4px;text-transform:capitalize}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;color:inherit;text-decoration:none;padding:3px 8px;margin-left:-8px;border-radius:6px;overflow-wrap:anywhere}
nav a:hover{background:var(--code)}
main{flex:1;min-width:0;max-width:960px;padding:32px 40px 80px}
h1{font-size:26px;line-height:1.2;letter-spacing:-.015em;margin:0 0 8px}
.lead{font-size:15px;color:var(--dim)}
section>h2{font-size:18px;margin:40px 0 12px;text-transform:capitalize}
article{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:16px 20px;margin:0 0 14px}
article:target{border-color:var(--act)}
article p{margin:6px 0}
h3{font-size:14px;font-weight:500;margin:0;overflow-wrap:anywhere}
h3 code{font-size:14px}
h3 i{font-style:normal;color:var(--act)}
h4{font-size:12px;font-weight:600;color:var(--dim);margin:14px 0 4px}
.method{display:inline-block;min-width:58px;font:600 12px/1.5 ui-monospace,Menlo,Consolas,monospace}
.get{color:var(--get)}.post{color:var(--post)}.put,.patch{color:var(--put)}.delete{color:var(--delete)}
.who{color:var(--dim);font-size:13px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:6px 14px 6px 0;border-top:1px solid var(--line);font-weight:400}
td{color:var(--dim)}td code{color:var(--text);white-space:pre-wrap}
pre{background:var(--code);border-radius:8px;padding:12px 14px;margin:0;overflow-x:auto;max-height:360px}
details{margin-top:12px}summary{cursor:pointer;color:var(--dim);font-size:13px;width:max-content}
dl{display:grid;grid-template-columns:48px 1fr;gap:6px 12px;margin:10px 0 0}dt{font-variant-numeric:tabular-nums}dd{margin:0;overflow-wrap:anywhere}
@media (max-width:767px){body{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}
nav h2,nav ul{display:none}main{padding:20px 16px 60px}article{padding:14px}}
`;
