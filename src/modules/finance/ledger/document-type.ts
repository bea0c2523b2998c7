import type { DOCUMENT_TYPES } from '../../../contract/finance.ts';

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/**
 * What a file is, by its first bytes: its name and what a browser says of it are anybody's to choose, and
 * we hand it out again under our own address.
 */
export function documentTypeOf(bytes: Uint8Array): DocumentType | undefined {
  const begins = (at: number, ...expected: readonly number[]): boolean =>
    expected.every((byte, index) => bytes[at + index] === byte);
  if (begins(0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return undefined;
}
