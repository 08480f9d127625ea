/** Where an element's script comes from: its own text, or one of the preloaded scenarios beside embed.js. */
import { MAX_SCRIPT } from './protocol.ts';

/**
 * The element's text without the indentation and the empty lines that its place in the page's source gave it. What stands in
 * a `<noscript>` is for those who see nothing else.
 */
export function ownScript(element: HTMLElement): string {
  const texts = [...element.childNodes].map((node) =>
    node instanceof Comment || (node instanceof Element && node.localName === 'noscript')
      ? ''
      : (node.textContent ?? ''),
  );
  const lines = texts.join('').replace(/\r\n?/g, '\n').split('\n');
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.at(-1)?.trim() === '') lines.pop();
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(Math.min(indent, line.search(/\S|$/)))).join('\n');
}

const ID = /^[a-z0-9][a-z0-9-]*$/;
const fetched = new Map<string, Promise<string>>();

/**
 * The script of a preloaded scenario by its id; several embeds of the page fetch it once. Rejects with a sentence for the
 * author. The file is Keyglass's own, and the frame reads it with all its checks: here it is only drawn.
 */
export function fetchScenario(base: URL, id: string): Promise<string> {
  const url = new URL(`scenarios/${id}.json`, base).href;
  let scenario = fetched.get(url);
  if (!scenario) fetched.set(url, (scenario = load(url, id)));
  return scenario;
}

async function load(url: string, id: string): Promise<string> {
  if (!ID.test(id)) throw new Error(`There is no scenario “${id}”.`);
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw new Error(`The scenario “${id}” could not be fetched.`);
  // Some hosts answer what they have not with a page of theirs, as if all were well.
  const file: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  const script = typeof file === 'object' && file !== null && 'script' in file ? file.script : undefined;
  if (typeof script !== 'string') throw new Error(`There is no scenario “${id}”.`);
  return script.slice(0, MAX_SCRIPT);
}
