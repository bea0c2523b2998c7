export declare const BROWSER_ARGS: string[];

/** @throws one sentence when there is no browser to be had. */
export declare function provideBrowser(): Promise<{ executablePath: string; env: Record<string, string> }>;
