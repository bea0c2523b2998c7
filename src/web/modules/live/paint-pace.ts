/** What a browser offers; tests play it. */
export interface FrameSource {
  /** Calls back before the next picture is drawn. */
  nextFrame(work: () => void): void;
}

/**
 * When the page is brought up to date with what came in:
 *
 *     lines    ··a···b·c······d··      a, d: nothing was drawn up for this picture yet, so at once
 *     page     ··a···b··c·····d··      c: the second of one picture waits for its last moment
 *     picture  ─────│─────│─────│      hidden windows have no pictures, so nothing is drawn up twice
 *
 * Waiting for the picture each time would leave all the work to the moment in which it is due; drawing
 * up each arrival would cost a page that nobody ever sees.
 */
export function createPaintPace(frames: FrameSource): (paint: () => void) => void {
  let isDrawnUp = false;
  return (paint) => {
    if (isDrawnUp) {
      frames.nextFrame(paint);
      return;
    }
    isDrawnUp = true;
    frames.nextFrame(() => {
      isDrawnUp = false;
    });
    paint();
  };
}
