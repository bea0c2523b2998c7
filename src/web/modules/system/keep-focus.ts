/** The heading with the verdict: what was pressed may be gone with what was wrong, the verdict is always there. */
export const VERDICT_ID = 'health-verdict';

/** A mend that reads a large database takes its while. */
const LONGEST_MS = 120_000;
const LOOK_MS = 100;
/** A dialog that asked first closes by then. */
const SETTLED_MS = 1_000;

/**
 * Whoever mends by keyboard is not thrown back to the beginning of the page: as soon as the pressed button
 * can be pressed again it has the focus, and where it is gone the verdict has.
 */
export async function keepFocus(button: () => HTMLButtonElement | null): Promise<void> {
  let doneMs = 0;
  for (let waitedMs = 0; waitedMs < LONGEST_MS && doneMs < SETTLED_MS; waitedMs += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const pressed = button();
    if (pressed?.disabled) continue;
    doneMs += LOOK_MS;
    // Who went on meanwhile stays there.
    if (document.activeElement !== document.body) continue;
    return (pressed ?? document.getElementById(VERDICT_ID))?.focus({ preventScroll: true });
  }
}
