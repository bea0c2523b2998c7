const AT_LATEST_MS = 250;

/** When what is rendered now stands on the screen; a page that nobody looks at paints nothing, so not much later. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, AT_LATEST_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
