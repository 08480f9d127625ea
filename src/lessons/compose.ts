/** Makes one script of a step's blocks, in the language of SCRIPT.md. */
import { isClientName, parseDuration } from '../script/directives.ts';
import { endOfApp } from '../script/lines.ts';
import { parseScript } from '../script/parse.ts';
import { MAIN_CLIENT } from '../script/types.ts';
import { readPairs } from './front.ts';
import { LIMITS } from './limits.ts';
import { joinLines, type Line, type LinedText, lineFinder } from './lines.ts';
import type { Problems } from './problems.ts';

/** A block that is a part of a script. */
export interface ScriptBlock {
  readonly language: 'redis' | 'sql' | 'app' | 'load';
  readonly role: 'start' | 'setup' | 'solution';
  /** The program, of `app`. */
  readonly name: string;
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface StepScripts {
  readonly script: LinedText;
  readonly setup: LinedText;
  readonly solution: LinedText;
  /** Programs in any of them. */
  readonly apps: readonly string[];
}

/** The client of `sql` blocks. */
const SQL_CLIENT = 'db';

interface Part {
  readonly block: ScriptBlock;
  /** Of `load`: the program that it runs. */
  readonly app: string;
  readonly lines: readonly Line[];
}

/** Composes the scripts of a step, and tells what is wrong in them at the file's lines. */
export function composeScripts(blocks: readonly ScriptBlock[], problems: Problems): StepScripts {
  const parts = blocks.map((block): Part => {
    if (block.language === 'load') return readLoad(block, problems);
    if (block.language === 'app') return readApp(block, problems);
    return { block, app: '', lines: block.lines };
  });
  const role = (wanted: ScriptBlock['role']) => parts.filter(({ block }) => block.role === wanted);
  const solved = role('solution');
  const replaced = new Set(solved.map(nameOf));
  const solution = parts.filter(
    (part) =>
      part.block.role === 'solution' ||
      (solved.length > 0 && part.block.role === 'start' && isBeside(part) && !replaced.has(nameOf(part))),
  );
  const apps = new Set<string>();
  const script = compose(role('start'), apps, problems);
  const setup = compose(role('setup'), apps, problems);
  checkUnseen(setup, problems, 'Setup');
  return { script, setup, solution: compose(solution, apps, problems), apps: [...apps] };
}

/** A script that runs unseen has no programs, and does not wait for long. */
export function checkUnseen(lined: LinedText, problems: Problems, what: string): void {
  if (lined.text === '') return;
  const lineAt = lineFinder(lined);
  let waits = 0;
  for (const statement of parseScript(lined.text).statements) {
    const line = lineAt(statement.range.start);
    if (statement.kind === 'app' || statement.kind === 'load')
      problems.error(line, `${what} runs unseen, and no programs with it.`);
    if (statement.kind === 'wait' && (waits += statement.ms) > LIMITS.unseenWait)
      problems.error(
        line,
        `${what} waits for ${LIMITS.unseenWait / 1000} s at most, all its waits together.`,
      );
  }
}

/** Tells what is wrong in a script, at the file's lines. Returns its programs. */
export function checkScript(lined: LinedText, problems: Problems): readonly string[] {
  const lineAt = lineFinder(lined);
  const script = parseScript(lined.text);
  for (const { severity, range, message } of script.problems) {
    if (severity === 'error') problems.error(lineAt(range.start), message);
    else problems.warn(lineAt(range.start), message);
  }
  return script.statements.flatMap((statement) => (statement.kind === 'app' ? [statement.name] : []));
}

const isBeside = ({ block }: Part) => block.language === 'app' || block.language === 'load';
const nameOf = ({ block, app }: Part) => `${block.language} ${block.language === 'app' ? block.name : app}`;

function compose(parts: readonly Part[], apps: Set<string>, problems: Problems): LinedText {
  const lines: Line[] = [];
  let client: string = MAIN_CLIENT;
  for (const { block, lines: own } of parts) {
    const { line, language } = block;
    const wanted = language === 'sql' ? SQL_CLIENT : language === 'redis' ? MAIN_CLIENT : client;
    if (lines.length > 0) lines.push({ text: '', line });
    const first = own.find(({ text }) => text.trim() !== '')?.text ?? '';
    if (client !== wanted && !/^\s{0,8}#\s{0,8}@client\b/.test(first))
      lines.push({ text: language === 'sql' ? `# @client ${SQL_CLIENT} sql` : `# @client ${wanted}`, line });
    client = wanted;
    lines.push(...own);
    if (language !== 'redis') continue;
    // What a block leaves open is closed with it, so that the next one means what it says.
    const text = own.map((each) => each.text).join('\n');
    const { directives, statements } = parseScript(text);
    const last = statements.at(-1);
    client = directives.findLast(({ name }) => name === 'client')?.argument.split(/\s+/)[0] ?? client;
    if (last?.kind === 'app' && last.code.end >= text.length) lines.push({ text: '# @end', line });
  }
  const lined = joinLines(lines);
  if (lined.text.length > LIMITS.script) {
    problems.tooMuch(
      parts[0]?.block.line ?? 1,
      `A step’s script has at most ${LIMITS.script / 1024} kB, all its blocks together.`,
    );
    return { text: '', lines: [] };
  }
  for (const app of checkScript(lined, problems)) apps.add(app);
  return lined;
}

function readApp(block: ScriptBlock, problems: Problems): Part {
  const { lines, line, name } = block;
  const text = lines.map((each) => each.text).join('\n');
  const { end, closed } = endOfApp(text, 0);
  if (closed)
    problems.error(
      lines[text.slice(0, end).split('\n').length - 1]?.line ?? line,
      'This line would end the program: in its code, no line is a comment that begins with “# @”.',
    );
  return {
    block,
    app: '',
    lines: [{ text: `# @app ${name}`, line }, ...(closed ? [] : lines), { text: '# @end', line }],
  };
}

const LOAD_NAMES = ['users', 'each', 'every', 'rounds'];

function readLoad(block: ScriptBlock, problems: Problems): Part {
  const { line } = block;
  // Several may stand on one line: `users: 20, each: shop`.
  const lines = block.lines.flatMap((each) =>
    each.text.split(/,(?=\s{0,8}[a-z]{1,20}\s{0,8}:)/).map((text) => ({ ...each, text })),
  );
  const values = readPairs(lines, LOAD_NAMES, problems);
  const app = values.get('each')?.text ?? '';
  if (!isClientName(app)) {
    problems.error(values.get('each')?.line ?? line, 'Say which program each user runs: “each: shop”.');
    return { block, app: '', lines: [] };
  }
  const options: string[] = [];
  for (const name of ['users', 'every', 'rounds']) {
    const value = values.get(name);
    if (!value) continue;
    const limit = name === 'users' ? 200 : 1000;
    const count = /^\d{1,5}$/.test(value.text) ? Number(value.text) : 0;
    const duration = name === 'every' ? parseDuration(value.text) : 0;
    if (typeof duration === 'string') problems.error(value.line, duration);
    else if (name !== 'every' && (count < 1 || count > limit))
      problems.error(value.line, `“${name}” takes a number from 1 to ${limit}.`);
    else options.push(name, value.text.replaceAll(/\s/g, ''));
  }
  return { block, app, lines: [{ text: ['# @load', app, ...options].join(' '), line }] };
}
