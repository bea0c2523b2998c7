/** How often others had their turn while the work was done; 0 for work that nobody else could come between. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = -1;
  let next: NodeJS.Immediate | undefined;
  const turn = (): void => {
    turns += 1;
    next = setImmediate(turn);
  };
  turn();
  try {
    await work();
  } finally {
    clearImmediate(next);
  }
  return turns;
}
