/** The front matter: `name: value` lines between two lines of `---`. Also the lines of a step's `### View`. */

import { encodeText } from '../resp/text.ts';
import { isClientName } from '../script/directives.ts';
import { nearest } from '../script/nearest.ts';
import { LESSON_PANELS, type LessonView } from './lesson.ts';
import type { Line } from './lines.ts';
import type { Problems } from './problems.ts';

export interface Front {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly terms: readonly string[];
  readonly view: LessonView;
}

const NEEDED = ['id', 'title', 'summary'] as const;
const VIEW = ['panel', 'key', 'clients'] as const;
const NAMES = [...NEEDED, 'minutes', 'terms', ...VIEW] as const;

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID = 64;
const MAX_TEXT = 300;
const MAX_TERMS = 40;
const MAX_CLIENTS = 8;

/** Reads the lines between the two `---`; `end` is the line of the second. What is missing gets a name to show. */
export function readFront(lines: readonly Line[], end: number, problems: Problems): Front {
  const values = readPairs(lines, NAMES, problems);
  for (const name of NEEDED)
    if (!values.has(name)) problems.error(end, `The front matter has no “${name}”. It is needed.`);
  const id = values.get('id');
  const okId = id !== undefined && id.text.length <= MAX_ID && ID.test(id.text);
  if (id && !okId)
    problems.error(id.line, 'An id is lower case letters, digits and single hyphens, such as rate-limiting.');
  return {
    id: okId ? id.text : 'preview',
    title: limited(values.get('title'), problems) ?? 'A lesson without a title',
    summary: limited(values.get('summary'), problems) ?? '',
    minutes: readMinutes(values.get('minutes'), problems),
    terms: readTerms(values.get('terms'), problems),
    view: readView(values, problems),
  };
}

/** Reads the lines of a step's `### View`. */
export function readViewLines(lines: readonly Line[], problems: Problems): LessonView {
  return readView(readPairs(lines, VIEW, problems), problems);
}

/** `name: value` lines; the first of each name counts. A Map, so that no name means anything by itself. */
export function readPairs(
  lines: readonly Line[],
  names: readonly string[],
  problems: Problems,
): ReadonlyMap<string, Line> {
  const values = new Map<string, Line>();
  for (const { text, line } of lines) {
    if (text.trim() === '') continue;
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(0, colon)).trim();
    const value = text.slice(colon + 1).trim();
    if (colon < 1 || name.length > 30)
      problems.error(line, `This line is not “name: value”. ${known(names)}`);
    else if (!names.includes(name)) {
      const meant = nearest(name, names);
      problems.error(
        line,
        `There is no “${name}” here. ${meant ? `Did you mean “${meant}”?` : known(names)}`,
      );
    } else if (value === '') problems.error(line, `“${name}” has no value.`);
    else if (values.has(name)) problems.error(line, `“${name}” stands here a second time.`);
    else values.set(name, { text: value, line });
  }
  return values;
}

const known = (names: readonly string[]) => `Known are ${names.join(', ')}.`;

function limited(value: Line | undefined, problems: Problems): string | undefined {
  if (value && value.text.length > MAX_TEXT)
    problems.error(value.line, `This takes at most ${MAX_TEXT} characters.`);
  return value?.text.slice(0, MAX_TEXT);
}

function readMinutes(value: Line | undefined, problems: Problems): number {
  if (!value) return 5;
  const minutes = /^\d{1,2}$/.test(value.text) ? Number(value.text) : 0;
  if (minutes >= 1 && minutes <= 60) return minutes;
  problems.error(value.line, '“minutes” is a number from 1 to 60.');
  return 5;
}

function readTerms(value: Line | undefined, problems: Problems): readonly string[] {
  const terms = split(value);
  if (value && (terms.length > MAX_TERMS || terms.some((term) => term.length > 40)))
    problems.error(value.line, `A lesson explains at most ${MAX_TERMS} terms of at most 40 characters.`);
  return terms.filter((term) => term.length <= 40).slice(0, MAX_TERMS);
}

function readView(values: ReadonlyMap<string, Line>, problems: Problems): LessonView {
  const written = values.get('panel');
  const panel = LESSON_PANELS.find((name) => name === written?.text);
  if (written && !panel)
    problems.error(written.line, `There is no panel “${written.text.slice(0, 40)}”. ${known(LESSON_PANELS)}`);
  const clients = values.get('clients');
  const names = split(clients);
  if (clients && (names.length > MAX_CLIENTS || !names.every(isClientName)))
    problems.error(
      clients.line,
      `“clients” are at most ${MAX_CLIENTS} names of at most 24 letters, digits, “-”, “_” and “.”, with commas.`,
    );
  const shown = names.filter(isClientName).slice(0, MAX_CLIENTS);
  const key = limited(values.get('key'), problems);
  return {
    ...(panel && { panel }),
    ...(key !== undefined && { key: encodeText(key) }),
    ...(shown.length > 0 && { clients: shown }),
  };
}

const split = (value: Line | undefined): readonly string[] =>
  [...new Set((value?.text ?? '').split(',').map((part) => part.trim()))].filter((part) => part !== '');
