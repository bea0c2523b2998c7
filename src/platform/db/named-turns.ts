/** Lets the holders of one name in one after the other, in the order they asked; names do not wait for each other. */
export class NamedTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<R>(name: string, work: () => Promise<R>): Promise<R> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work, work);
    this.#last.set(name, turn);
    const clear = (): void => {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    };
    turn.then(clear, clear);
    return turn;
  }

  /** Resolves when everybody who has asked until now, and by then, is done. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled(this.#last.values());
  }
}
