/** DEBUG OBJECT and LISTPACK: how one value is kept, or rather how the reference would keep it. */
import type { Call } from '../../call.ts';
import type { Entry } from '../../database.ts';
import * as errors from '../../errors.ts';
import { formatDouble } from '../../numbers.ts';
import { quote } from '../../quote.ts';
import type { List } from '../../values/list.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize } from '../../values/listpack.ts';
import { stringEncoding } from '../../values/string.ts';
import type { StringValue, Value } from '../../values/value.ts';

const encodingOf = (value: Value): string =>
  typeof value !== 'object' || value.type === 'string'
    ? stringEncoding(value as StringValue)
    : value.encoding;

/** Type byte, version and checksum around the value in a DUMP. */
const DUMP_FRAME = 1 + 2 + 8;

/**
 * The line of DEBUG OBJECT. A value has no address here, so that field says 0x0; the serialized length is left out where
 * the host has no RDB format.
 */
export function debugObject({ db, engine, keyspace }: Call, key: string): string {
  const entry = db.peek(key);
  if (!entry) throw errors.NO_SUCH_KEY;
  const { value } = entry;
  const codec = engine.dumpCodec;
  const serialized = codec ? `serializedlength:${codec.dump(value).length - DUMP_FRAME} ` : '';
  const idle = keyspace.lfu ? 0 : (keyspace.lruClock - entry.access) & 0x3fffffff;
  const list =
    typeof value === 'object' && value.type === 'list'
      ? listFigures(value, keyspace.limits.listMaxListpackSize, engine.packedThreshold)
      : '';
  return (
    `Value at:0x0 refcount:1 encoding:${encodingOf(value)} ${serialized}` +
    `lru:${entry.access} lru_seconds_idle:${idle}${list}`
  );
}

/** Bytes that a quicklist node may have for `list-max-listpack-size` -1 … -5, and where it counts entries instead. */
const NODE_BYTES = [4096, 8192, 16384, 32768, 65536];
const COUNTED_NODE_BYTES = 8192;

/** Figures of a quicklist whose elements had all been pushed to the right. */
function listFigures(list: List, fill: number, packedThreshold: number | undefined): string {
  if (list.encoding !== 'quicklist') return '';
  const limit = fill < 0 ? (NODE_BYTES[-fill - 1] ?? 65536) : COUNTED_NODE_BYTES;
  const most = fill < 0 ? Infinity : Math.max(1, fill);
  let nodes = 0;
  let bytes = Infinity;
  let count = 0;
  for (let i = 0; i < list.size; i++) {
    const element = list.at(i);
    // A large element has a node of its own, and the next one starts another.
    if (element.length >= (packedThreshold ?? limit)) {
      nodes++;
      bytes = Infinity;
      continue;
    }
    const size = listpackEntrySize(element);
    if (bytes + size > limit || count >= most) {
      nodes++;
      bytes = LISTPACK_OVERHEAD;
      count = 0;
    }
    bytes += size;
    count++;
  }
  return (
    ` ql_nodes:${nodes} ql_avg_node:${(list.size / nodes).toFixed(2)} ql_listpack_max:${fill} ql_compressed:0` +
    ` ql_uncompressed_size:${list.listpackBytes + (nodes - 1) * LISTPACK_OVERHEAD}`
  );
}

/** The entries of a listpack-encoded value, as the reference's `lpRepr` lists them. */
export function listpackDump(entry: Entry | undefined): string {
  if (!entry) throw errors.NO_SUCH_KEY;
  const items = listpackItems(entry.value);
  if (!items) throw errors.err('Not a listpack encoded object.');
  const sizes = items.map(listpackEntrySize);
  const bytes = sizes.reduce((sum, size) => sum + size, LISTPACK_OVERHEAD);
  const lines = items.map((item, i) => `{index ${i}, bytes ${sizes[i]}, value ${quote(item)}}`);
  return `{total bytes ${bytes}} {num entries ${items.length}}\n${lines.join('\n')}\n`;
}

function listpackItems(value: Value): string[] | undefined {
  if (typeof value !== 'object' || value.type === 'string' || value.encoding !== 'listpack') return undefined;
  switch (value.type) {
    case 'list':
      return value.slice(0, value.size);
    case 'set':
      return [...value.items];
    case 'hash':
      return value.fields.flatMap((field, i) => [field, value.values[i] ?? '']);
    case 'zset':
      return [...value.entries()].flatMap(([member, score]) => [member, formatDouble(score)]);
    default:
      return undefined;
  }
}
