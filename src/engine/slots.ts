/**
 * Hash slots: to which of a cluster's 16384 slots a key belongs. Where a key has a non-empty part in braces, only that part
 * counts, so that related keys can be kept together. Source: the reference's cluster specification (CRC16/XMODEM).
 */
export const SLOTS = 16384;

const TABLE = new Uint16Array(256);
for (let i = 0; i < 256; i++) {
  let crc = i << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  TABLE[i] = crc;
}

function crc16(text: string): number {
  let crc = 0;
  for (let i = 0; i < text.length; i++) {
    crc = ((crc << 8) ^ (TABLE[(crc >> 8) ^ text.charCodeAt(i)] ?? 0)) & 0xffff;
  }
  return crc;
}

/** The slot of a key, 0 to 16383. */
export function keySlot(key: string): number {
  const open = key.indexOf('{');
  const close = open < 0 ? -1 : key.indexOf('}', open + 1);
  return crc16(close > open + 1 ? key.slice(open + 1, close) : key) % SLOTS;
}
