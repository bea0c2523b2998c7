// The one place that knows where Temporal comes from. The server runs on a Node that has it;
// the web bundle loads the polyfill before anything else where the browser lacks it (web/main.tsx).
export const Temporal = globalThis.Temporal;
