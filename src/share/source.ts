/**
 * Scenario files from an address (`?src=https://…`). The person sees the address and agrees before anything is fetched; what
 * is fetched is bounded in size and time, carries no cookies and no referrer, and is checked like any other file.
 */
import { ShareError } from './checks.ts';
import { decodeFile } from './link.ts';
import type { SharedScenario } from './scenario.ts';

export const MAX_SOURCE_BYTES = 1024 * 1024;
const MAX_MS = 10_000;
const MAX_ADDRESS = 2000;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address of a scenario file, if it is one that Keyglass would read. Throws ShareError with a sentence for the person. */
export function readSource(text: string): URL {
  if (text.length > MAX_ADDRESS) throw refused('its address is too long');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused('its address is not a whole one, such as https://example.org/board.json');
  }
  if (!mayRead(url)) throw refused('only https addresses are read (and http on this machine)');
  if (url.username !== '' || url.password !== '') throw refused('its address holds a name or a password');
  url.hash = '';
  return url;
}

/** Fetches and checks a scenario file. Throws ShareError with a sentence for the person; an abort by `signal` too. */
export async function fetchSource(url: URL, signal: AbortSignal, maxMs = MAX_MS): Promise<SharedScenario> {
  const late = AbortSignal.timeout(maxMs);
  let bytes: Uint8Array;
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) throw refused(`${url.host} answered with ${response.status}`);
    // A redirect must not lead to where the address itself could not.
    if (response.url !== '' && !mayRead(new URL(response.url)))
      throw refused(`${url.host} sends to another kind of address`);
    bytes = await readAll(response);
  } catch (error) {
    if (error instanceof ShareError) throw error;
    if (late.aborted) throw refused(`${url.host} did not answer within ${maxMs / 1000} seconds`);
    if (signal.aborted) throw new ShareError('The scenario was not loaded.');
    throw refused(`${url.host} cannot be reached, or does not let other pages read its files (CORS)`);
  }
  return decodeFile(bytes);
}

const mayRead = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname));

const refused = (why: string) => new ShareError(`This scenario cannot be loaded: ${why}.`);

async function readAll(response: Response): Promise<Uint8Array> {
  const tooLarge = () => refused('it is larger than 1 MiB');
  if (Number(response.headers.get('Content-Length')) > MAX_SOURCE_BYTES) throw tooLarge();
  const reader = response.body?.getReader();
  const all = new Uint8Array(MAX_SOURCE_BYTES);
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    // What was said about the length may be wrong, and packed files grow.
    if (length + part.value.length > MAX_SOURCE_BYTES) {
      await reader?.cancel().catch(() => undefined);
      throw tooLarge();
    }
    all.set(part.value, length);
    length += part.value.length;
  }
  return all.subarray(0, length);
}
