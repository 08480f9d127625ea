/** Reads a lesson's file. LESSONS.md has the format. */
import { isClientName } from '../script/directives.ts';
import { nearest } from '../script/nearest.ts';
import { parseCheck } from './check-parse.ts';
import { checkScript, checkUnseen, composeScripts, type ScriptBlock } from './compose.ts';
import { readFront, readViewLines } from './front.ts';
import type { Check, Lesson, LessonProblem, LessonView, Question, Step } from './lesson.ts';
import { LIMITS } from './limits.ts';
import { joinLines, type LinedText } from './lines.ts';
import { readMarkdown } from './markdown.ts';
import { Problems } from './problems.ts';
import { readQuestion } from './questions.ts';
import { type RawBlock, type RawSection, type RawStep, scanLesson } from './scan.ts';

export interface ReadLesson {
  /** Undefined where the file is over a limit or has no step. With other errors: as far as it can be read. */
  readonly lesson: Lesson | undefined;
  /** In the order of their lines. */
  readonly problems: readonly LessonProblem[];
}

/** Reads a lesson. Never throws, and takes time in proportion to the file, whatever is in it. */
export function readLesson(file: string): ReadLesson {
  const problems = new Problems();
  const raw = scanLesson(file, problems);
  if (!raw || problems.over) return { lesson: undefined, problems: problems.list() };
  const front = readFront(raw.front, raw.frontEnd, problems);
  const programs = new Set<string>();
  const steps: Step[] = [];
  for (const step of raw.steps) {
    steps.push(readStep(step, programs, problems));
    if (problems.over) break;
  }
  const lesson = steps.length > 0 && !problems.over ? { ...front, steps } : undefined;
  return { lesson, problems: problems.list() };
}

/** `programs`: those of the steps before; this one's are added. */
function readStep(raw: RawStep, programs: Set<string>, problems: Problems): Step {
  const { title, line } = raw;
  const checks: Check[] = [];
  const questions: Question[] = [];
  const parts: ScriptBlock[] = [];
  for (const block of raw.blocks) {
    const kind = kindOf(block, problems);
    if (kind === 'check') readChecks(block, checks, problems);
    else if (kind === 'question') {
      const { question, markdown, scripts } = readQuestion(block, problems);
      questions.push(question);
      for (const text of markdown) checkMarkdown(text, problems);
      for (const script of scripts) {
        checkScript(script, problems);
        checkUnseen(script, problems, 'What a choice runs');
      }
    } else if (kind) parts.push(kind);
  }
  limit(checks.length, LIMITS.checks, 'checks', line, problems);
  limit(questions.length, LIMITS.questions, 'questions', line, problems);
  const { script, setup, solution, apps } = composeScripts(parts, problems);
  for (const app of apps) programs.add(app);
  checkNames(checks, questions, programs, problems);
  const sections = readSections(raw.sections, problems);
  const text = joinLines(raw.text);
  checkMarkdown(text, problems);
  if (checks.length > 0 && sections.task === '')
    problems.warn(
      checks[0]?.line ?? line,
      'This step has checks and no task: say below “### Task” what to do.',
    );
  // Where only questions are to be answered, the right choices are the solution.
  const toDo = checks.some(({ kind }) => kind !== 'answered');
  if (toDo && solution.text === '' && sections.task !== '')
    problems.warn(line, 'This step has a task and no solution.');
  if (!raw.blocks.some(({ words }) => words[0] === 'check') && sections.task !== '')
    problems.warn(line, 'This step has a task and no check that tells when it is done.');
  return {
    title,
    line,
    text: text.text,
    ...sections,
    script: script.text,
    setup: setup.text,
    solution: solution.text,
    checks,
    questions,
  };
}

function limit(count: number, most: number, what: string, line: number, problems: Problems): void {
  if (count > most) problems.tooMuch(line, `A step has at most ${most} ${what}; this one has ${count}.`);
}

function checkMarkdown(lined: LinedText, problems: Problems): void {
  for (const { line, message } of readMarkdown(lined.text).findings) {
    const at = lined.lines[line] ?? lined.lines.at(-1) ?? 1;
    if (message.startsWith('Lists and quotes')) problems.tooMuch(at, message);
    else problems.error(at, message);
  }
}

interface Sections {
  readonly task: string;
  readonly hints: readonly string[];
  readonly view: LessonView;
}

function readSections(sections: readonly RawSection[], problems: Problems): Sections {
  let task = '';
  let view: LessonView = {};
  const hints: string[] = [];
  const seen = new Set<string>();
  for (const { name, line, lines } of sections) {
    const lined = joinLines(lines);
    if (lined.text === '') problems.error(line, `There is nothing below “### ${name}”.`);
    if (name !== 'Hint' && seen.has(name)) problems.error(line, `A step has one “### ${name}”.`);
    seen.add(name);
    if (name === 'View') {
      view = readViewLines(lines, problems);
      continue;
    }
    checkMarkdown(lined, problems);
    if (name === 'Task') task = lined.text;
    else hints.push(lined.text);
    if (hints.length === LIMITS.hints + 1)
      problems.tooMuch(line, `A step has at most ${LIMITS.hints} hints.`);
  }
  return { task, hints, view };
}

function readChecks({ line, lines }: RawBlock, checks: Check[], problems: Problems): void {
  const written = lines.filter(({ text }) => text.trim() !== '');
  if (written.length === 0) problems.error(line, 'There is no check in this block.');
  if (checks.length + written.length > LIMITS.checks) {
    problems.tooMuch(line, `A step has at most ${LIMITS.checks} checks.`);
    return;
  }
  for (const each of written) {
    const check = parseCheck(each.text, each.line);
    if (typeof check === 'string') problems.error(each.line, check);
    else checks.push(check);
  }
}

/** Checks that speak of programs and questions speak of ones that are there. */
function checkNames(
  checks: readonly Check[],
  questions: readonly Question[],
  programs: ReadonlySet<string>,
  problems: Problems,
): void {
  const withChoices = questions.filter(({ choices }) => choices.length > 0).length;
  for (const check of checks) {
    if ('app' in check && !programs.has(check.app)) {
      const meant = nearest(check.app, programs);
      problems.error(
        check.line,
        `There is no program “${check.app}” up to here.${meant ? ` Did you mean “${meant}”?` : ''}`,
      );
    }
    if (check.kind === 'answered' && check.question > withChoices)
      problems.error(check.line, `This step has ${withChoices} questions with choices.`);
  }
}

const KINDS = [
  'redis',
  'redis setup',
  'redis solution',
  'sql',
  'sql setup',
  'sql solution',
  'js app NAME',
  'js app NAME solution',
  'load',
  'load solution',
  'check',
  'question',
  'text',
];
const FIRST = ['redis', 'sql', 'js', 'load', 'check', 'question', 'text'];

/** What a block is, by the words after its fence; undefined where it is nothing that is known, which is told. */
function kindOf(block: RawBlock, problems: Problems): ScriptBlock | 'check' | 'question' | undefined {
  const { words, line, lines } = block;
  const [first = '', second, ...rest] = words;
  const role = second === 'setup' || second === 'solution' ? second : 'start';
  const plain = second === undefined;
  if ((first === 'redis' || first === 'sql') && rest.length === 0 && (plain || role !== 'start'))
    return { language: first, role, name: '', line, lines };
  if (first === 'load' && rest.length === 0 && (plain || role === 'solution'))
    return { language: 'load', role, name: '', line, lines };
  if ((first === 'check' || first === 'question') && plain) return first;
  if (first === 'js' && second === 'app') {
    const [name = '', last, ...more] = rest;
    if (!isClientName(name)) problems.error(line, 'Say what the program is called: “js app shop”.');
    else if (more.length === 0 && (last === undefined || last === 'solution'))
      return { language: 'app', role: last ?? 'start', name, line, lines };
    else problems.error(line, 'After a program’s name comes “solution” or nothing.');
    return undefined;
  }
  const written = words.join(' ');
  if (written === '') {
    problems.error(line, 'A block needs a name after its fence; “text” shows it as it is.');
    return undefined;
  }
  const meant = nearest(written.slice(0, 40), KINDS) ?? kinds(first);
  problems.error(
    line,
    `There is no block “${written.slice(0, 40)}”. ${meant ? `Did you mean “${meant}”?` : `There are ${KINDS.join(', ')}.`}`,
  );
  return undefined;
}

/** What may follow a first word that is known or nearly so. */
function kinds(first: string): string | undefined {
  const word = FIRST.find((known) => known === first) ?? nearest(first.slice(0, 20), FIRST);
  const found = KINDS.filter((kind) => word !== undefined && kind.split(' ')[0] === word);
  return found.length > 0 ? found.join('” or “') : undefined;
}
