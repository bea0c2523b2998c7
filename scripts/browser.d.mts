/** Flags for every browser of tests and screenshots. */
export const BROWSER_ARGS: string[];

/** @throws one sentence when there is no browser to be had. */
export function provideBrowser(): Promise<{ executablePath: string; env: Record<string, string> }>;
