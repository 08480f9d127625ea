/** Makes checks: whether each holds, and in words what does or what is missing. Pure: what it needs is in the observation. */

import { judgeState } from './evaluate-state.ts';
import type { Bounds, Check, CheckKind } from './lesson.ts';
import {
  boundsText,
  commandsThatFit,
  isPartOf,
  patternText,
  replyMatches,
  shown,
  textMatches,
  timeText,
  within,
} from './match.ts';
import type { Observation } from './observation.ts';
import { quoted, wantedText } from './wording.ts';

export interface CheckResult {
  readonly ok: boolean;
  /** What holds, or what is missing. */
  readonly words: string;
}

/** Makes one check. The author's words take the place of ours where something is missing. */
export function evaluate(check: Check, seen: Observation): CheckResult {
  const result = judge(check, seen);
  return result.ok || check.says === undefined ? result : { ok: false, words: check.says };
}

const yes = (words: string): CheckResult => ({ ok: true, words });
const no = (words: string): CheckResult => ({ ok: false, words });

function judge(check: CheckKind, seen: Observation): CheckResult {
  switch (check.kind) {
    case 'reply':
      return judgeReply(check, seen);
    case 'used':
      return judgeUsed(check, seen);
    case 'order':
      return judgeOrder(check, seen);
    case 'gap':
      return judgeGap(check, seen);
    case 'log':
    case 'finished':
    case 'outcome':
      return judgeProgram(check, seen);
    case 'sql': {
      const rows = seen.rows(check.query);
      if (!rows) return no('The database could not be asked.');
      if ('refused' in rows) return no(rows.refused);
      if ('error' in rows) return no(`The query ${check.query} failed: ${rows.error}`);
      const text = rows.lines.join('\n');
      if (textMatches(check.expected, text)) return yes(`${check.query} gives what it should.`);
      return no(
        `${check.query} gives ${text === '' ? 'no rows' : quoted(text)}; ${wantedText(check.expected)}.`,
      );
    }
    case 'queries': {
      const part = plain(check.containing);
      const count = seen.log.filter(({ sql }) => sql !== undefined && plain(sql).includes(part)).length;
      const words = `${times(count, 'statement')} with “${check.containing}” ran`;
      return bounded(count, check.bounds, words, (wanted) => `${wanted} wanted`);
    }
    case 'answered': {
      const answer = seen.answers[check.question - 1];
      if (answer) return yes(`Question ${check.question} is answered.`);
      return no(
        answer === undefined
          ? `Question ${check.question} is not answered yet.`
          : `The answer to question ${check.question} is not right yet.`,
      );
    }
    default:
      return judgeState(check, seen);
  }
}

/** Blanks and case do not matter in SQL. */
const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

const times = (count: number, what: string) =>
  `${count === 0 ? 'No' : count} ${what}${count === 1 ? '' : 's'}`;

function bounded(
  value: number,
  bounds: Bounds,
  words: string,
  missing: (wanted: string) => string,
): CheckResult {
  if (within(bounds, value)) return yes(`${words}.`);
  const wanted = boundsText(bounds);
  return no(`${words}; ${missing(`${wanted} ${wanted === '1' ? 'is' : 'are'}`)}.`);
}

type Of<K extends CheckKind['kind']> = Extract<CheckKind, { kind: K }>;

function judgeReply({ command, expected }: Of<'reply'>, seen: Observation): CheckResult {
  const found = commandsThatFit(seen.log, command, { refused: true });
  const name = patternText(command);
  const last = found.at(-1);
  if (!last) return no(`${name} has not been used yet.`);
  const met = found.find(({ reply }) => replyMatches(expected, reply));
  if (met) {
    const text = shown(met.reply);
    // Of a long reply only what it was about.
    const part = isPartOf(expected, text);
    const answer = part ? `${quoted(expected.text)} in it` : text || 'a wait';
    return yes(`${name} was answered with ${answer}${answer.endsWith('.') ? '' : '.'}`);
  }
  return no(`${name} was last answered with ${shown(last.reply) || 'nothing yet'}; ${wantedText(expected)}.`);
}

function judgeUsed({ command, bounds }: Of<'used'>, seen: Observation): CheckResult {
  const count = commandsThatFit(seen.log, command).length;
  const name = patternText(command);
  // What somebody avoids while doing nothing is not avoided yet: after a reload all that ran is forgotten.
  if (bounds.max === 0 && seen.log.length === 0) return no(`Do it without ${name}; nothing has run yet.`);
  if (bounds.max === 0)
    return count === 0
      ? yes(`${name} was not used.`)
      : no(`${name} was used; this is to be done without it.`);
  if (within(bounds, count)) return yes(`${name} was used${count > 1 ? ` ${count} times` : ''}.`);
  if (count === 0) return no(`${name} has not been used yet.`);
  return no(`${name} was used ${count === 1 ? 'once' : `${count} times`}; ${boundsText(bounds)} is wanted.`);
}

function judgeOrder({ commands }: Of<'order'>, seen: Observation): CheckResult {
  let before = -1;
  for (const [i, command] of commands.entries()) {
    const found = commandsThatFit(seen.log, command, { sql: true })[0];
    const name = patternText(command);
    if (!found) return no(`${name} has not been used yet.`);
    const at = placeOf(seen, command);
    const earlier = commands[i - 1];
    if (earlier && at <= before)
      return no(`${name} came before ${patternText(earlier)}; it is to come after it.`);
    before = at;
  }
  return yes(`${commands.map(patternText).join(', then ')}: in this order.`);
}

/** Index in the log of the first command that fits. */
function placeOf(seen: Observation, command: Of<'order'>['commands'][number]): number {
  return seen.log.findIndex((each) => commandsThatFit([each], command, { sql: true }).length > 0);
}

function judgeGap({ from, to, bounds }: Of<'gap'>, seen: Observation): CheckResult {
  const first = placeOf(seen, from);
  const start = seen.log[first];
  if (!start) return no(`${patternText(from)} has not been used yet.`);
  const later = commandsThatFit(seen.log.slice(first + 1), to, { sql: true });
  const gaps = later.map(({ at }) => at - start.at);
  // What came in between, as a look at the key, does no harm.
  const gap = gaps.find((each) => within(bounds, each)) ?? gaps.at(bounds.max === Infinity ? -1 : 0);
  if (gap === undefined) return no(`${patternText(to)} has not been used after ${patternText(from)} yet.`);
  const words = `${timeText(gap)} passed from ${patternText(from)} to ${patternText(to)}`;
  if (within(bounds, gap)) return yes(`${words}.`);
  return no(`${words}; ${boundsText(bounds, timeText)} is wanted.`);
}

function judgeProgram(check: Of<'log' | 'finished' | 'outcome'>, seen: Observation): CheckResult {
  const { app } = check;
  const program = seen.programs.get(app);
  if (!program) return no(`The program ${app} has not run yet.`);
  if (check.kind === 'outcome') {
    const count = program.outcomes.get(check.outcome) ?? 0;
    return bounded(
      count,
      check.bounds,
      `${times(count, 'run')} of ${app} reported “${check.outcome}”`,
      (wanted) => `${wanted} wanted`,
    );
  }
  if (check.kind === 'log') {
    if (program.lines.some((line) => textMatches(check.expected, line)))
      return yes(`${app} logged ${quoted(check.expected.text)}.`);
    const last = program.lines.at(-1);
    return no(
      last === undefined
        ? `${app} has logged nothing yet; ${wantedText(check.expected)}.`
        : `${app} last logged ${quoted(last)}; ${wantedText(check.expected)}.`,
    );
  }
  const error = program.errors.at(-1);
  if (error !== undefined) return no(`The program ${app} ended with an error: ${error}`);
  if (program.running > 0) return no(`The program ${app} is still running.`);
  return program.finished > 0
    ? yes(`The program ${app} finished.`)
    : no(`The program ${app} was stopped before its end.`);
}
