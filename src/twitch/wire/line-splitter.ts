/** No line of Twitch's comes near it: behind it is no chat server, or no line end will ever come. */
const LIMIT_BYTES = 128 * 1024;

export interface LineSplitter {
  /**
   * Takes what one read brought and gives the lines that are now whole, without their line ends;
   * empty lines are left out.
   * @returns `undefined` once more than the limit has come without a line end: drop the connection.
   */
  push(bytes: Uint8Array): string[] | undefined;
  /** What a sender that leaves out the last line end has sent (WebSocket frames); empties the buffer. */
  rest(): string | undefined;
}

/**
 * Cuts a stream of bytes into lines at LF, with or without CR. It keeps BYTES until a line is whole,
 * because a read may end inside a character; bytes that are no UTF-8 become U+FFFD.
 */
export function createLineSplitter(limitBytes: number = LIMIT_BYTES): LineSplitter {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;

  function takeKept(last: Uint8Array): Buffer {
    const whole =
      kept.length === 0 ? Buffer.from(last.buffer, last.byteOffset, last.length) : Buffer.concat([...kept, last]);
    kept = [];
    keptBytes = 0;
    return whole;
  }

  return {
    push(bytes) {
      const lines: string[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, from)) {
        const line = decodeLine(takeKept(bytes.subarray(from, end)));
        if (line !== '') lines.push(line);
        from = end + 1;
      }
      if (from < bytes.length) {
        // A copy: the caller may use its buffer for the next read.
        kept.push(Buffer.from(bytes.subarray(from)));
        keptBytes += bytes.length - from;
      }
      return keptBytes > limitBytes ? undefined : lines;
    },
    rest() {
      const line = decodeLine(takeKept(new Uint8Array(0)));
      return line === '' ? undefined : line;
    },
  };
}

const LF = 10;
const CR = 13;

function decodeLine(bytes: Buffer): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === CR) end--;
  return bytes.toString('utf8', 0, end);
}
