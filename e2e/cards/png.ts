/**
 * Writes small PNG files (RFC 2083): 256 colours are enough for a picture of text, and take a third of the bytes of full
 * colour.
 */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MAX_COLOURS = 256;
/** Colours are first rounded to this many steps of 255. */
const STEP = 8;

/**
 * `pixels` are rows of red, green, blue and alpha, of which the last is left out. `text` goes into the file for whoever asks
 * what the picture was made from.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number, text: string): Buffer {
  const { palette, indexes } = quantize(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  // Each row begins with its filter; 0 leaves the indexes as they are.
  for (let y = 0; y < height; y++)
    rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, which are indexes into the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Source\0${text}`, 'latin1')),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent colours, and for every pixel the index of the nearest one. */
function quantize(pixels: Uint8Array): { palette: Buffer; indexes: Uint8Array } {
  const counts = new Map<number, number>();
  const colourAt = (i: number) =>
    ((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0);
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = colourAt(i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  // Of colours that look the same only the most frequent one gets a place.
  const chosen = new Map<string, number>();
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    const cell = parts(colour)
      .map((part) => Math.round(part / STEP))
      .join();
    if (chosen.size < MAX_COLOURS && !chosen.has(cell)) chosen.set(cell, colour);
  }
  const colours = [...chosen.values()];
  const nearest = new Map<number, number>();
  for (const colour of counts.keys()) {
    let best = 0;
    for (let i = 1; i < colours.length; i++)
      if (distance(colour, colours[i] ?? 0) < distance(colour, colours[best] ?? 0)) best = i;
    nearest.set(colour, best);
  }
  const indexes = Uint8Array.from({ length: pixels.length / 4 }, (_, i) => nearest.get(colourAt(i * 4)) ?? 0);
  return { palette: Buffer.from(colours.flatMap(parts)), indexes };
}

const parts = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function distance(one: number, other: number): number {
  const [a, b] = [parts(one), parts(other)];
  return a.reduce((sum, part, i) => sum + (part - (b[i] ?? 0)) ** 2, 0);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
