/** Cuts a file into its front matter, steps, sections and blocks, line by line. What they hold is read elsewhere. */
import { nearest } from '../script/nearest.ts';
import { LIMITS } from './limits.ts';
import type { Line } from './lines.ts';
import type { Problems } from './problems.ts';

export interface RawBlock {
  /** Words after the opening fence. */
  readonly words: readonly string[];
  /** Of the opening fence. */
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface RawSection {
  readonly name: SectionName;
  readonly line: number;
  readonly lines: readonly Line[];
}

export type SectionName = (typeof SECTIONS)[number];
const SECTIONS = ['Task', 'Hint', 'View'] as const;

export interface RawStep {
  readonly title: string;
  readonly line: number;
  readonly text: readonly Line[];
  readonly sections: readonly RawSection[];
  readonly blocks: readonly RawBlock[];
}

export interface RawLesson {
  readonly front: readonly Line[];
  /** Line of the `---` that ends the front matter. */
  readonly frontEnd: number;
  readonly steps: readonly RawStep[];
}

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Cuts a file into pieces; undefined where it is larger than a lesson may be. */
export function scanLesson(file: string, problems: Problems): RawLesson | undefined {
  if (tooLarge(file)) {
    problems.tooMuch(1, `A lesson has at most ${LIMITS.file / 1024} kB.`);
    return undefined;
  }
  const lines = file.replace(/^\ufeff/, '').split('\n');
  const scan = new Scan(problems);
  for (const [i, raw] of lines.entries()) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (text.length > LIMITS.line) {
      problems.tooMuch(i + 1, `A line has at most ${LIMITS.line} characters; this one has ${text.length}.`);
      return undefined;
    }
    scan.take({ text, line: i + 1 });
    if (problems.over) return undefined;
  }
  return scan.end(lines.length);
}

/** Counts bytes as UTF-8, and no further than it has to. */
function tooLarge(file: string): boolean {
  if (file.length > LIMITS.file) return true;
  if (file.length * 3 <= LIMITS.file) return false;
  let bytes = 0;
  for (const char of file) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > LIMITS.file;
}

/** Up to three blanks, as in Markdown; a block that is part of a list is indented further and stays text. */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const HEADING = /^(#{1,3})(?:[ \t]+(.*))?$/;

class Scan {
  private readonly problems: Problems;
  private readonly front: Line[] = [];
  private readonly steps: Draft<RawStep>[] = [];
  private frontEnd = 0;
  private inFront = false;
  private started = false;
  private saidEarly = false;
  private fence:
    | { readonly mark: string; readonly shown: boolean; readonly block: Draft<RawBlock> }
    | undefined;
  private section: Draft<RawSection> | undefined;

  constructor(problems: Problems) {
    this.problems = problems;
  }

  take(line: Line): void {
    const { text } = line;
    if (!this.started) {
      this.started = true;
      this.inFront = text.trimEnd() === '---';
      if (this.inFront) return;
      this.frontEnd = line.line;
      this.problems.error(line.line, 'A lesson begins with its front matter, between two lines of ---.');
    }
    if (this.inFront) {
      if (text.trimEnd() === '---') {
        this.inFront = false;
        this.frontEnd = line.line;
      } else this.front.push(line);
    } else if (this.fence) this.inside(line, this.fence);
    else this.outside(line);
  }

  end(last: number): RawLesson {
    const { problems, front, steps, fence } = this;
    if (this.inFront) problems.error(1, 'This front matter never ends: there is no second line of ---.');
    if (fence) problems.error(fence.block.line, 'This block is never closed.');
    if (steps.length === 0) problems.error(last, 'There is no step: a step begins with “## Title”.');
    return { front, frontEnd: this.inFront ? last : this.frontEnd, steps };
  }

  private inside(line: Line, { mark, shown, block }: NonNullable<Scan['fence']>): void {
    const found = FENCE.exec(line.text);
    const closes = found?.[1]?.startsWith(mark) && found[2]?.trim() === '';
    if (closes) this.fence = undefined;
    if (shown) this.put(line);
    else if (!closes) block.lines.push(line);
  }

  private outside(line: Line): void {
    const heading = HEADING.exec(line.text);
    if (heading) {
      const title = (heading[2] ?? '').replace(/[ \t]#+[ \t]*$/, '').trim();
      this.heading(line, heading[1]?.length ?? 0, title);
      return;
    }
    const fence = FENCE.exec(line.text);
    // What follows a fence of backticks holds none itself, or it is code inside a line.
    if (fence?.[1] && !(fence[1].startsWith('`') && fence[2]?.includes('`')))
      this.open(line, fence[1], fence[2] ?? '');
    else this.put(line);
  }

  private heading(line: Line, level: number, title: string): void {
    const { problems } = this;
    if (level === 1) {
      problems.error(
        line.line,
        'The lesson’s title stands in the front matter; a step begins with “## Title”.',
      );
      return;
    }
    if (level === 2) {
      if (title === '') problems.error(line.line, 'This step has no title.');
      if (this.steps.length === LIMITS.steps) {
        problems.tooMuch(line.line, `A lesson has at most ${LIMITS.steps} steps.`);
        return;
      }
      this.section = undefined;
      this.steps.push({ title: title.slice(0, 200), line: line.line, text: [], sections: [], blocks: [] });
      return;
    }
    const step = this.steps.at(-1);
    const name = SECTIONS.find((known) => known === title);
    this.section = undefined;
    if (!step || !name) {
      const meant = nearest(title, SECTIONS);
      if (step && meant) problems.error(line.line, `Did you mean “### ${meant}”?`);
      this.put(line);
      return;
    }
    this.section = { name, line: line.line, lines: [] };
    step.sections.push(this.section);
  }

  private open(line: Line, mark: string, info: string): void {
    const words = info.trim().split(/[ \t]+/);
    const step = this.steps.at(-1);
    const shown = words[0] === 'text';
    const block: Draft<RawBlock> = { words, line: line.line, lines: [] };
    this.fence = { mark, shown, block };
    if (shown) this.put(line);
    else if (!step) this.early(line);
    else {
      this.section = undefined;
      step.blocks.push(block);
      if (step.blocks.length > LIMITS.blocks)
        this.problems.tooMuch(line.line, `A step has at most ${LIMITS.blocks} blocks.`);
    }
  }

  private put(line: Line): void {
    const step = this.steps.at(-1);
    if (this.section) this.section.lines.push(line);
    else if (step) step.text.push(line);
    else if (line.text.trim() !== '') this.early(line);
  }

  private early(line: Line): void {
    if (!this.saidEarly)
      this.problems.error(line.line, 'This stands above the first step; a step begins with “## Title”.');
    this.saidEarly = true;
  }
}
