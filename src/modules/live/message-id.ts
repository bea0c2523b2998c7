const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOT_A_UUID = 0xff;

/**
 * Twitch's message ids are UUIDs today, but documented as opaque. A UUID takes its 16 bytes, anything
 * else its UTF-8 behind marker bytes that keep its length from being 16.
 */
export function packMessageId(id: string): Buffer {
  if (UUID.test(id)) return Buffer.from(id.replaceAll('-', ''), 'hex');
  const text = Buffer.from(id, 'utf8');
  const marker = text.length === 15 ? [NOT_A_UUID, NOT_A_UUID] : [NOT_A_UUID];
  return Buffer.concat([Buffer.from(marker), text]);
}

export function unpackMessageId(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length !== 16) return buffer.subarray(buffer[1] === NOT_A_UUID ? 2 : 1).toString('utf8');
  const hex = buffer.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
