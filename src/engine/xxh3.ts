/**
 * XXH3, 64 bits, seed 0: the digest of DIGEST, DELEX and SET IFDEQ. Source: the published description of XXH3 by Yann
 * Collet (xxHash documentation, `xxhash_spec.md`). Short inputs are hashed with bigint; the main loop over long ones
 * works on pairs of 32-bit words, because there bigint would allocate for every eight bytes.
 */
const SECRET_HEX =
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
  'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
  'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb' +
  '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e';

const SECRET = new DataView(new ArrayBuffer(192));
for (let i = 0; i < 192; i++) SECRET.setUint8(i, Number.parseInt(SECRET_HEX.slice(i * 2, i * 2 + 2), 16));

const MASK = 0xffffffffffffffffn;
const P32_1 = 0x9e3779b1n;
const P32_2 = 0x85ebca77n;
const P32_3 = 0xc2b2ae3dn;
const P64_1 = 0x9e3779b185ebca87n;
const P64_2 = 0xc2b2ae3d27d4eb4fn;
const P64_3 = 0x165667b19e3779f9n;
const P64_4 = 0x85ebca77c2b2ae63n;
const P64_5 = 0x27d4eb2f165667c5n;
const PMX_1 = 0x165667919e3779f9n;
const PMX_2 = 0x9fb21c651e98df25n;

const secret64 = (at: number) => SECRET.getBigUint64(at, true);
const secret32 = (at: number) => BigInt(SECRET.getUint32(at, true));
const mul = (a: bigint, b: bigint) => (a * b) & MASK;
const xorShift = (value: bigint, by: bigint) => value ^ (value >> by);
const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK;
/** The two halves of the 128-bit product, folded together. */
const fold = (a: bigint, b: bigint) => {
  const product = a * b;
  return (product & MASK) ^ (product >> 64n);
};
const swap64 = (value: bigint) => {
  let swapped = 0n;
  for (let i = 0; i < 8; i++) swapped = (swapped << 8n) | ((value >> BigInt(8 * i)) & 255n);
  return swapped;
};
const avalanche = (value: bigint) => xorShift(mul(xorShift(value, 37n), PMX_1), 32n);
const avalanche64 = (value: bigint) =>
  xorShift(mul(xorShift(mul(xorShift(value, 33n), P64_2), 29n), P64_3), 32n);

/** XXH3 of a byte string (one char a byte) as an unsigned 64-bit bigint. */
export function xxh3(text: string): bigint {
  const view = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i++) view.setUint8(i, text.charCodeAt(i));
  if (text.length <= 16) return short(view, text.length);
  if (text.length <= 240) return middle(view, text.length);
  return long(view, text.length);
}

/** The digest as DIGEST prints it: 16 hexadecimal digits in lower case. */
export const xxh3Hex = (text: string): string => xxh3(text).toString(16).padStart(16, '0');

function short(view: DataView, length: number): bigint {
  if (length > 8) {
    const low = view.getBigUint64(0, true) ^ (secret64(24) ^ secret64(32));
    const high = view.getBigUint64(length - 8, true) ^ (secret64(40) ^ secret64(48));
    return avalanche((BigInt(length) + swap64(low) + high + fold(low, high)) & MASK);
  }
  if (length >= 4) {
    const first = BigInt(view.getUint32(0, true));
    const last = BigInt(view.getUint32(length - 4, true));
    let hash = (last + (first << 32n)) ^ (secret64(8) ^ secret64(16));
    hash ^= rotate(hash, 49n) ^ rotate(hash, 24n);
    hash = mul(hash, PMX_2);
    hash ^= (hash >> 35n) + BigInt(length);
    return xorShift(mul(hash & MASK, PMX_2), 28n);
  }
  if (length > 0) {
    const a = view.getUint8(0);
    const b = view.getUint8(length >> 1);
    const c = view.getUint8(length - 1);
    const mixed = (a << 16) | (b << 24) | c | (length << 8);
    return avalanche64(BigInt(mixed >>> 0) ^ (secret32(0) ^ secret32(4)));
  }
  return avalanche64(secret64(56) ^ secret64(64));
}

const mix16 = (view: DataView, at: number, secretAt: number) =>
  fold(
    view.getBigUint64(at, true) ^ secret64(secretAt),
    view.getBigUint64(at + 8, true) ^ secret64(secretAt + 8),
  );

function middle(view: DataView, length: number): bigint {
  let sum = mul(BigInt(length), P64_1);
  if (length <= 128) {
    for (let i = Math.floor((length - 1) / 32); i >= 0; i--) {
      sum += mix16(view, 16 * i, 32 * i) + mix16(view, length - 16 * (i + 1), 32 * i + 16);
    }
    return avalanche(sum & MASK);
  }
  for (let i = 0; i < 8; i++) sum += mix16(view, 16 * i, 16 * i);
  sum = avalanche(sum & MASK);
  const rounds = Math.floor(length / 16);
  for (let i = 8; i < rounds; i++) sum += mix16(view, 16 * i, 16 * (i - 8) + 3);
  sum += mix16(view, length - 16, 136 - 17);
  return avalanche(sum & MASK);
}

const STRIPE = 64;
const STRIPES_A_BLOCK = (192 - STRIPE) / 8;

function long(view: DataView, length: number): bigint {
  const lanes = new DataView(new ArrayBuffer(64));
  [P32_3, P64_1, P64_2, P64_3, P64_4, P32_2, P64_5, P32_1].forEach((value, i) => {
    lanes.setBigUint64(8 * i, value, true);
  });
  const stripes = Math.floor((length - 1) / STRIPE);
  for (let i = 0; i < stripes; i++) {
    const place = i % STRIPES_A_BLOCK;
    if (i > 0 && place === 0) scramble(lanes);
    accumulate(lanes, view, i * STRIPE, 8 * place);
  }
  if (stripes % STRIPES_A_BLOCK === 0) scramble(lanes);
  accumulate(lanes, view, length - STRIPE, 192 - STRIPE - 7);
  let hash = mul(BigInt(length), P64_1);
  for (let i = 0; i < 4; i++) {
    hash += fold(
      lanes.getBigUint64(16 * i, true) ^ secret64(11 + 16 * i),
      lanes.getBigUint64(16 * i + 8, true) ^ secret64(19 + 16 * i),
    );
  }
  return avalanche(hash & MASK);
}

/** Mixes one stripe of 64 bytes into the eight lanes. */
function accumulate(lanes: DataView, view: DataView, at: number, secretAt: number): void {
  for (let i = 0; i < 64; i += 8) {
    const low = view.getUint32(at + i, true);
    const high = view.getUint32(at + i + 4, true);
    addTo(lanes, i ^ 8, low, high);
    const a = (low ^ SECRET.getUint32(secretAt + i, true)) >>> 0;
    const b = (high ^ SECRET.getUint32(secretAt + i + 4, true)) >>> 0;
    // 32 × 32 → 64 bits by halves: each partial product stays below 2⁵³.
    const a0 = a & 0xffff;
    const a1 = a >>> 16;
    const cross = a1 * (b & 0xffff) + Math.floor((a0 * (b & 0xffff)) / 65536);
    const upper = a0 * (b >>> 16) + (cross % 65536);
    addTo(
      lanes,
      i,
      Math.imul(a, b) >>> 0,
      a1 * (b >>> 16) + Math.floor(cross / 65536) + Math.floor(upper / 65536),
    );
  }
}

function addTo(lanes: DataView, lane: number, low: number, high: number): void {
  const sum = lanes.getUint32(lane, true) + low;
  lanes.setUint32(lane, sum >>> 0, true);
  lanes.setUint32(
    lane + 4,
    (lanes.getUint32(lane + 4, true) + high + (sum > 0xffffffff ? 1 : 0)) >>> 0,
    true,
  );
}

function scramble(lanes: DataView): void {
  for (let i = 0; i < 64; i += 8) {
    const value = xorShift(lanes.getBigUint64(i, true), 47n) ^ secret64(192 - STRIPE + i);
    lanes.setBigUint64(i, mul(value, P32_1), true);
  }
}
