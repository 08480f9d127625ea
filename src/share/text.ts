/** A scenario as text for a chat or a mail: title, script, link. The script stays readable where the link does not open. */
import type { SharedScenario } from './scenario.ts';

/** Longer scripts are cut in the text; the link has all of it. */
const MAX_LINES = 40;
const MAX_CHARS = 3000;

/** Markdown that reads well as plain text too. */
export function asText({ title, script }: SharedScenario, link: string): string {
  const lines = script.trimEnd().split('\n');
  let shown = lines.slice(0, MAX_LINES);
  while (shown.length > 1 && shown.join('\n').length > MAX_CHARS) shown = shown.slice(0, -1);
  const left = lines.length - shown.length;
  const body = shown.map((line) => line.slice(0, MAX_CHARS)).join('\n');
  // A fence is longer than any run of backticks inside it.
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const head = title.replace(/\s+/g, ' ').trim();
  return [
    ...(head === '' ? [] : [head, '']),
    fence,
    body,
    ...(left > 0 ? [`# … and ${left} more ${left === 1 ? 'line' : 'lines'} behind the link`] : []),
    fence,
    link,
    '',
  ].join('\n');
}
