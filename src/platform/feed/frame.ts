import type { FeedMessage, FeedTopic } from '../../contract/feed.ts';

type Part = { readonly topic: FeedTopic; readonly rows: string[] } | { readonly text: string };

/**
 * What one reader gets with the next frame: a JSON array of messages, put together from texts that
 * were serialised once for all readers. Rows of one topic that follow each other become one message;
 * the same announcement is made once per frame.
 */
export class Frame {
  #parts: Part[] = [];
  #announced = new Set<string>();
  #size = 0;

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** Characters waiting, which is close enough to bytes to bound memory. */
  get size(): number {
    return this.#size;
  }

  addRow(topic: FeedTopic, rowText: string): void {
    this.#size += rowText.length;
    const last = this.#parts.at(-1);
    if (last !== undefined && 'rows' in last && last.topic === topic) last.rows.push(rowText);
    else this.#parts.push({ topic, rows: [rowText] });
  }

  addMessage(message: Exclude<FeedMessage, { type: 'rows' }>): void {
    const text = JSON.stringify(message);
    if (message.type === 'changed') {
      if (this.#announced.has(text)) return;
      this.#announced.add(text);
    }
    this.#size += text.length;
    this.#parts.push({ text });
  }

  /** The frame's text; afterwards it is empty again. */
  take(): string {
    const messages = this.#parts.map((part) =>
      'text' in part ? part.text : `{"type":"rows","topic":"${part.topic}","rows":[${part.rows.join(',')}]}`,
    );
    this.#parts = [];
    this.#announced.clear();
    this.#size = 0;
    return `[${messages.join(',')}]`;
  }
}
