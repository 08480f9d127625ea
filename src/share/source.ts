/**
 * Files of scenarios and lessons from an address (`?src=https://…`, `?lesson=https://…`). The person sees the address and agrees before anything is fetched; what
 * is fetched is bounded in size and time, carries no cookies and no referrer, and is checked like any other file.
 */
import { ShareError } from './checks.ts';
import { decodeFile } from './link.ts';
import type { SharedScenario } from './scenario.ts';

export const MAX_SOURCE_BYTES = 1024 * 1024;
/** As much as a lesson may have (src/lessons/limits.ts). */
export const MAX_LESSON_BYTES = 256 * 1024;
/** What stands at an address. */
export type SourceKind = 'scenario' | 'lesson';
const MAX_MS = 10_000;
const MAX_ADDRESS = 2000;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address of a file, if it is one that Keyglass would read. Throws ShareError with a sentence for the person. */
export function readSource(text: string, kind: SourceKind = 'scenario'): URL {
  if (text.length > MAX_ADDRESS) throw refused(kind, 'its address is too long');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    const file = kind === 'lesson' ? 'lesson.md' : 'board.json';
    throw refused(kind, `its address is not a whole one, such as https://example.org/${file}`);
  }
  if (!mayRead(url)) throw refused(kind, 'only https addresses are read (and http on this machine)');
  if (url.username !== '' || url.password !== '')
    throw refused(kind, 'its address holds a name or a password');
  url.hash = '';
  return url;
}

/** Fetches and checks a scenario file. Throws ShareError with a sentence for the person; an abort by `signal` too. */
export const fetchSource = async (url: URL, signal: AbortSignal, maxMs = MAX_MS): Promise<SharedScenario> =>
  decodeFile(await fetchBytes(url, 'scenario', MAX_SOURCE_BYTES, signal, maxMs));

/** Fetches the Markdown of a lesson, and does not read it. Throws as `fetchSource` does. */
export async function fetchLesson(url: URL, signal: AbortSignal, maxMs = MAX_MS): Promise<string> {
  const bytes = await fetchBytes(url, 'lesson', MAX_LESSON_BYTES, signal, maxMs);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('lesson', 'it is not text in UTF-8');
  }
}

async function fetchBytes(
  url: URL,
  kind: SourceKind,
  maxBytes: number,
  signal: AbortSignal,
  maxMs: number,
): Promise<Uint8Array> {
  const late = AbortSignal.timeout(maxMs);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) throw refused(kind, `${url.host} answered with ${response.status}`);
    // A redirect must not lead to where the address itself could not.
    if (response.url !== '' && !mayRead(new URL(response.url)))
      throw refused(kind, `${url.host} sends to another kind of address`);
    return await readAll(response, kind, maxBytes);
  } catch (error) {
    if (error instanceof ShareError) throw error;
    if (late.aborted) throw refused(kind, `${url.host} did not answer within ${maxMs / 1000} seconds`);
    if (signal.aborted) throw new ShareError(`The ${kind} was not loaded.`);
    throw refused(kind, `${url.host} cannot be reached, or does not let other pages read its files (CORS)`);
  }
}

const mayRead = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname));

const refused = (kind: SourceKind, why: string) => new ShareError(`This ${kind} cannot be loaded: ${why}.`);

async function readAll(response: Response, kind: SourceKind, maxBytes: number): Promise<Uint8Array> {
  const size = maxBytes >= 1024 * 1024 ? `${maxBytes / 1024 / 1024} MiB` : `${maxBytes / 1024} KiB`;
  const tooLarge = () => refused(kind, `it is larger than ${size}`);
  if (Number(response.headers.get('Content-Length')) > maxBytes) throw tooLarge();
  const reader = response.body?.getReader();
  const all = new Uint8Array(maxBytes);
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    // What was said about the length may be wrong, and packed files grow.
    if (length + part.value.length > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      throw tooLarge();
    }
    all.set(part.value, length);
    length += part.value.length;
  }
  return all.subarray(0, length);
}
