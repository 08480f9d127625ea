/** CRC-32 as zip files use it (ISO 3309, reflected). */
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** Goes on from `sum`, the checksum of the bytes before; 0 at the start. Unsigned. */
export function crc32(bytes: Uint8Array, sum = 0): number {
  let state = ~sum;
  for (let i = 0; i < bytes.length; i++) {
    state = (state >>> 8) ^ (TABLE[(state ^ (bytes[i] as number)) & 255] as number);
  }
  return ~state >>> 0;
}
