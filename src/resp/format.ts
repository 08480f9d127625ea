/**
 * Replies as redis-cli prints them in a terminal: `(integer) 1`, `"text"`, numbered and indented nesting, and the shapes
 * of RESP3. Source of the layout: what redis-cli 7.0 prints in either protocol. It cannot print big numbers; they get a
 * label here like the other numbers.
 */
import type { Reply } from '../engine/reply.ts';
import { quoteBytes, type TextMode } from './quote.ts';
import { type ListKind, type Shape, shapeOf } from './shape.ts';
import { displayText } from './text.ts';

export { typeName } from './shape.ts';

export interface FormatOptions {
  /** How strings appear: escaped as redis-cli does (the default), or with UTF-8 text readable. */
  readonly text?: TextMode;
  /** Protocol of the client that shows the reply; 2 flattens maps, sets, doubles and booleans. 3 if not given. */
  readonly resp?: 2 | 3;
}

const SEPARATOR: Readonly<Record<ListKind, string>> = { array: ')', map: '#', set: '~', push: ')' };
const EMPTY: Readonly<Record<ListKind, string>> = {
  array: '(empty array)',
  map: '(empty hash)',
  set: '(empty set)',
  push: '(empty push)',
};

/**
 * The whole reply, over as many lines as it takes, without a line end after the last. Empty for no reply at all. Text that
 * is meant to be read (INFO, CLIENT LIST, MEMORY DOCTOR) stands there line by line in the readable form, as redis-cli
 * prints it in either protocol.
 */
export function formatReply(reply: Reply, options: FormatOptions = {}): string {
  const report = options.text === 'utf8' ? reportOf(reply) : undefined;
  if (report !== undefined) return report;
  const lines: string[] = [];
  new Formatter(lines, options).write(reply, '', '');
  return lines.join('\n');
}

/** The text of a verbatim reply, with plain line ends and none after the last; undefined for any other reply. */
function reportOf(reply: Reply): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('kind' in reply) || reply.kind !== 'verbatim')
    return undefined;
  return displayText(reply.text).replaceAll('\r\n', '\n').replace(/\n+$/, '');
}

class Formatter {
  private readonly lines: string[];
  private readonly text: TextMode;
  private readonly resp: 2 | 3;

  constructor(lines: string[], options: FormatOptions) {
    this.lines = lines;
    this.text = options.text ?? 'escaped';
    this.resp = options.resp ?? 3;
  }

  /** Writes a reply after `lead`, which stands on its first line; the lines that follow are indented by `indent`. */
  write(reply: Reply, lead: string, indent: string): void {
    const shape = shapeOf(reply, this.resp);
    if (shape.as === 'none') return;
    if (shape.as !== 'list') this.lines.push(lead + scalar(shape, this.text));
    else if (shape.items.length === 0) this.lines.push(lead + EMPTY[shape.kind]);
    else if (shape.kind === 'map') this.writeMap(shape.items, lead, indent);
    else this.writeItems(shape.items, SEPARATOR[shape.kind], lead, indent);
  }

  private writeItems(items: readonly Reply[], separator: string, lead: string, indent: string): void {
    const width = String(items.length).length;
    const deeper = indent + ' '.repeat(width + 2);
    for (const [i, item] of items.entries()) {
      const number = String(i + 1).padStart(width);
      this.write(item, `${i === 0 ? lead : indent}${number}${separator} `, deeper);
    }
  }

  private writeMap(entries: readonly Reply[], lead: string, indent: string): void {
    const count = entries.length / 2;
    const width = String(count).length;
    const deeper = indent + ' '.repeat(width + 2);
    for (let i = 0; i < count; i++) {
      const number = String(i + 1).padStart(width);
      this.write(entries[2 * i] ?? null, `${i === 0 ? lead : indent}${number}# `, deeper);
      const value = entries[2 * i + 1] ?? null;
      const line = `${this.lines.pop() ?? ''} => `;
      if (takesLines(value, this.resp)) {
        this.lines.push(line);
        this.write(value, deeper, deeper);
      } else this.write(value, line, deeper);
    }
  }
}

/** True where a value has more than one line, so that it starts on a line of its own after `=>`. */
function takesLines(reply: Reply, resp: 2 | 3): boolean {
  const shape = shapeOf(reply, resp);
  if (shape.as !== 'list') return false;
  const each = shape.kind === 'map' ? 2 : 1;
  if (shape.items.length > each) return true;
  const value = shape.items[each - 1];
  return value !== undefined && takesLines(value, resp);
}

function scalar(shape: Exclude<Shape, { as: 'list' } | { as: 'none' }>, mode: TextMode): string {
  if (shape.as === 'bulk') return quoteBytes(shape.bytes, mode);
  const text = mode === 'utf8' ? displayText(shape.text) : shape.text;
  if (shape.label === '') return text;
  return text === '' ? shape.label : `${shape.label} ${text}`;
}

/**
 * A reply on one line of at most `maxChars` chars, for results beside the code: scalars as in `formatReply`, lists as
 * `[1, "a"]`, maps as `{"k" => "v"}`, sets as `~["a"]`. What does not fit is cut off with `…`.
 */
export function shortReply(reply: Reply, maxChars = 80, options: FormatOptions = {}): string {
  const report = options.text === 'utf8' ? reportOf(reply) : undefined;
  const line =
    report === undefined
      ? inline(reply, maxChars, options.text ?? 'escaped', options.resp ?? 3)
      : report.slice(0, 4 * maxChars).replace(/\s*\n+\s*/g, ' ');
  if (line.length <= maxChars) return line;
  // Never between the two halves of a surrogate pair.
  const cut = line.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut}…`;
}

/** As much of the reply as `room` can show, and a little more where it is cut. */
function inline(reply: Reply, room: number, mode: TextMode, resp: 2 | 3): string {
  const shape = shapeOf(reply, resp);
  if (shape.as === 'none') return '';
  if (shape.as === 'bulk') return scalar({ as: 'bulk', bytes: shorten(shape.bytes, room) }, mode);
  if (shape.as === 'line') return scalar(shape, mode).replace(/\s*[\r\n]+\s*/g, ' ');
  const { items, kind } = shape;
  if (items.length === 0) return EMPTY[kind];
  let line = kind === 'map' ? '{' : kind === 'set' ? '~[' : '[';
  for (const [i, item] of items.entries()) {
    if (i > 0) line += kind === 'map' && i % 2 === 1 ? ' => ' : ', ';
    if (line.length > room) return line;
    line += inline(item, room - line.length, mode, resp);
  }
  return line + (kind === 'map' ? '}' : ']');
}

/** The first bytes of a long string, more than `room` chars need even where each is several bytes of UTF-8. */
function shorten(bytes: string, room: number): string {
  const limit = 4 * room + 8;
  if (bytes.length <= limit) return bytes;
  // Cut before a byte that starts a char, so that what is left stays valid UTF-8.
  let end = limit;
  while (end > limit - 4 && (bytes.charCodeAt(end) & 0xc0) === 0x80) end--;
  return bytes.slice(0, end);
}
