/** The part of a WebSocket the feed needs; `ws` sockets fit as they are. */
export interface FeedSocket {
  /** Bytes handed over but not yet taken by the network. */
  readonly bufferedAmount: number;
  send(text: string): void;
  ping(): void;
  close(code: number, reason?: string): void;
  /** Ends the connection without a farewell. */
  terminate(): void;
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
  on(event: 'pong' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The passing of time, so that tests decide when it passes. */
export interface Timers {
  /** Calls once after so many milliseconds; the returned function cancels. */
  after(delayMs: number, call: () => void): () => void;
}

export const systemTimers: Timers = {
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
