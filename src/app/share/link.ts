import { encodeLink } from '../../share/link.ts';
import type { SharedScenario } from '../../share/scenario.ts';

/** The whole address that opens a scenario in this playground. */
export async function linkTo(scenario: SharedScenario): Promise<string> {
  const url = new URL(location.href);
  url.search = '';
  url.hash = await encodeLink(scenario);
  return url.href;
}
