/** Seconds without the odd ones, once there is a whole minute: nobody counts a stream by them. */
export function wholeMinutes(seconds: number): number {
  return seconds < 60 ? seconds : seconds - (seconds % 60);
}
