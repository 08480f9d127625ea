/** What the frame's address names: a preloaded scenario, or what a link carries. */
import type { SharedScenario } from '../../share/scenario.ts';
import type { FrameOptions } from './options.ts';

/** Undefined where the address names nothing. Rejects with a sentence for the reader. */
export async function loadSource({ scenario, link }: FrameOptions): Promise<SharedScenario | undefined> {
  if (link !== undefined) return (await import('../../share/link.ts')).decodeLink(link);
  if (scenario === undefined) return undefined;
  const unknown = new Error(`There is no scenario “${scenario}”.`);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(scenario)) throw unknown;
  const response = await fetch(new URL(`scenarios/${scenario}.json`, document.baseURI));
  // Some hosts answer what they have not with a page of theirs, as if all were well.
  const file: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (file === undefined) throw unknown;
  return (await import('../../share/scenario.ts')).readScenario(file);
}
