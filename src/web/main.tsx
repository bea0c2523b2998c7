// Everything else may use Temporal while it loads, so the polyfill comes first where it is missing.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
const { startApp } = await import('./app/start.tsx');
await startApp();

export {};
