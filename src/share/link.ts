/**
 * Scenario ↔ link. The fragment is `v1.` and the base64url of the raw-deflated JSON (RFC 1951, RFC 4648 §5). Inflating is
 * bounded and stops as soon as the bound is passed, so a small link cannot become a large one.
 */
import { damaged, newer, readScenario, type SharedScenario, ShareError, writeScenario } from './scenario.ts';

/** Past this many characters some chat tools cut a link. */
export const LONG_LINK = 2000;
/** Past this many a file is the better way. */
export const TOO_LONG_LINK = 8000;
/** What a link may inflate to. */
const MAX_INFLATED = 1024 * 1024;
/** No browser keeps a longer address. */
const MAX_FRAGMENT = 2 * 1024 * 1024;

/** The fragment of a link, without `#`. */
export async function encodeLink(scenario: SharedScenario): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(writeScenario(scenario)));
  const packed = await gather(through(json, new CompressionStream('deflate-raw')), Infinity);
  return `v1.${toBase64Url(packed)}`;
}

/** Reads a fragment, with or without `#`. Throws ShareError with a message for the person. */
export async function decodeLink(fragment: string): Promise<SharedScenario> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  const version = /^v(\d{1,6})\./.exec(text);
  if (!version) throw damaged('it is not a Keyglass link');
  if (Number(version[1]) > 1) throw newer();
  if (version[1] !== '1') throw damaged('it is not a Keyglass link');
  if (text.length > MAX_FRAGMENT) throw tooLarge();
  const packed = fromBase64Url(text.slice(version[0].length));
  let json: Uint8Array;
  try {
    json = await gather(through(packed, new DecompressionStream('deflate-raw')), MAX_INFLATED);
  } catch (error) {
    if (error instanceof ShareError) throw error;
    throw damaged('a part of it is missing or was changed');
  }
  return readJson(json, 'a part of it is missing or was changed');
}

/** A scenario as the text of a `.keyglass.json` file. */
export function encodeFile(scenario: SharedScenario): string {
  return `${JSON.stringify(writeScenario(scenario), null, 2)}\n`;
}

/** Reads a scenario file's bytes. Throws ShareError with a message for the person. */
export function decodeFile(file: Uint8Array): SharedScenario {
  return readJson(file, 'it is not JSON, as a scenario file is');
}

function readJson(bytes: Uint8Array, otherwise: string): SharedScenario {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged(otherwise);
  }
  return readScenario(value);
}

const tooLarge = () =>
  new ShareError(
    'This link holds more than Keyglass opens (1 MiB). Ask for the scenario as a file with less data.',
  );

function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  const copy = new Uint8Array(bytes);
  return new Blob([copy]).stream().pipeThrough(stream);
}

/** All bytes of a stream, at most `max`. */
async function gather(stream: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > max) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw damaged('it holds characters that a link never has');
  let binary: string;
  try {
    binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    throw damaged('a part of it is missing');
  }
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
