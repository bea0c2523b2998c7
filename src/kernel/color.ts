/** A colour as `#rrggbb`, either case. */
export type Hex = `#${string}`;

const HEX = /^#[0-9a-f]{6}$/i;

export function isHex(text: string): text is Hex {
  return HEX.test(text);
}

/** Red, green and blue from 0 to 1, as stored (gamma encoded). */
export function channelsOf(hex: Hex): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** The same with the gamma curve undone (sRGB, IEC 61966-2-1). */
export function linearOf(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function luminanceOf(hex: Hex): number {
  const [red, green, blue] = channelsOf(hex);
  return 0.2126 * linearOf(red) + 0.7152 * linearOf(green) + 0.0722 * linearOf(blue);
}

/** Contrast of two colours by WCAG 2.x, 1 to 21; text needs 4.5, edges and marks 3. */
export function contrastOf(one: Hex, other: Hex): number {
  const a = luminanceOf(one);
  const b = luminanceOf(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
