/** Checks one lesson as a person would go through it, only that nobody waits: what is wrong, with the line in its file. */
import { ProcessPlayground } from '../../src/app/lessons/process.testing.ts';
import { createLessonSession } from '../../src/app/lessons/session.ts';
import type { LessonSession } from '../../src/app/lessons/state.ts';
import type { Lesson, Step } from '../../src/lessons/lesson.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { createSqlWorker } from './postgres.ts';

export interface Finding {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface StepReport {
  readonly number: number;
  readonly title: string;
  readonly checks: number;
  readonly ms: number;
  readonly findings: readonly Finding[];
}

export interface LessonReport {
  readonly id: string;
  /** What is wrong with the file itself. */
  readonly findings: readonly Finding[];
  readonly steps: readonly StepReport[];
}

export async function checkLesson(file: string): Promise<LessonReport> {
  const { lesson, problems } = readLesson(file);
  if (!lesson) return { id: '?', findings: problems, steps: [] };
  const run = new LessonRun(lesson, file);
  try {
    return { id: lesson.id, findings: problems, steps: await run.steps() };
  } finally {
    run.dispose();
  }
}

/** Each run has a playground that nobody has used. */
let runs = 0;

class LessonRun {
  private readonly lesson: Lesson;
  private readonly playground: ProcessPlayground;
  private readonly lines: readonly string[];
  private session: LessonSession | undefined;

  constructor(lesson: Lesson, file: string) {
    this.lines = file.split('\n').map((line) => line.trim());
    this.lesson = lesson;
    this.playground = new ProcessPlayground({
      createSqlWorker,
      name: `Lesson ${++runs}`,
      pending: () => this.session?.pending ?? false,
    });
  }

  async steps(): Promise<readonly StepReport[]> {
    const { playground, lesson } = this;
    await playground.open();
    this.session = createLessonSession(playground.store, playground.editor, lesson, [], undefined, {
      course: false,
      checkDelay: 0,
    });
    const reports: StepReport[] = [];
    for (const [i, step] of lesson.steps.entries()) {
      const from = performance.now();
      if (i > 0) this.session.actions.goTo(i);
      const findings = await this.step(this.session, i, step).catch((error: unknown) => [
        { line: step.line, message: error instanceof Error ? error.message : String(error) },
      ]);
      const ms = performance.now() - from;
      reports.push({ number: i + 1, title: step.title, checks: step.checks.length, ms, findings });
    }
    return reports;
  }

  dispose(): void {
    this.session?.end();
    this.playground.dispose();
  }

  private async step(session: LessonSession, i: number, step: Step): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    const tell = (message: string, line = step.line) => findings.push({ line, message });
    const done = () => session.get().steps[i]?.done === true;
    await this.settled(session);
    const { trouble } = session.get();
    if (trouble) tell(trouble);
    // Time for a person to read: what a setup made must not have ended by then, nor the step be done by that alone.
    await this.playground.run(this.playground.store.getState().actions.clock({ op: 'step', ms: READING_MS }));
    await this.settled(session);
    if (step.checks.length === 0) {
      if (step.script !== '') await this.run(step, step.script, tell);
      return findings;
    }
    if (done()) {
      tell('All its checks hold with its setup alone.');
      return findings;
    }
    const solution = step.solution || step.script;
    const solve = async (when: string) => {
      if (solution !== '') await this.run(step, solution, tell, done);
      await this.settled(session);
      const { checks } = session.get().steps[i] ?? {};
      for (const [j, check] of step.checks.entries()) {
        if (!checks?.[j]?.ok) tell(`${when}: ${checks?.[j]?.words ?? 'no check was made'}`, check.line);
      }
      if (!done() && checks?.every(({ ok }) => ok)) tell('The checks did not hold at once.');
    };
    const tried = step.task !== '' && step.script !== '' && step.solution !== '';
    if (tried) {
      await this.run(step, step.script, tell);
      await this.settled(session);
      if (done()) tell('All its checks hold when its script is run as it stands.');
    }
    for (const [question, { choices }] of step.questions.entries()) {
      const right = choices.findIndex((choice) => choice.right);
      if (right >= 0) session.actions.choose(question, right);
    }
    await this.settled(session);
    if (tried) {
      // A person runs what is there, mends it and runs it again, and again: what a run leaves must not spoil the next one.
      await solve('After the script and then the solution');
      if (findings.length === 0) await solve('After the solution a second time');
      session.actions.resetStep();
      await this.settled(session);
    }
    await solve('After the solution');
    return findings;
  }

  /** Runs a script to its end, or until nothing can happen any more; once the step is done, not for much longer. */
  private async run(
    step: Step,
    text: string,
    tell: (message: string, line: number) => void,
    done: () => boolean = () => false,
  ): Promise<void> {
    const { editor } = this.playground;
    editor.edited(text);
    editor.runScript();
    let late = Infinity;
    const over = () => {
      if (late === Infinity && done()) late = performance.now() + MAX_MORE_MS;
      return performance.now() > late;
    };
    await this.playground.until(() => !editor.status().running || over(), MAX_MS);
    for (const { source, expected, outcome, reply } of editor.results.list()) {
      if (expected && !expected.met)
        tell(
          `“${source}” did not give what its @expect says: ${JSON.stringify(outcome?.lines ?? reply)}`,
          this.lineOf(step, source, text === step.solution),
        );
    }
    editor.stop();
    this.playground.store.getState().actions.programs.stopAll();
    await this.playground.until(() => !editor.status().running);
  }

  /** Where a statement stands: in a solution, the last such line of the step. */
  private lineOf(step: Step, source: string, last: boolean): number {
    const next = this.lesson.steps.find(({ line }) => line > step.line)?.line ?? this.lines.length + 1;
    const first = source.split('\n', 1)[0]?.trim();
    const lines = this.lines.slice(step.line, next - 1);
    const at = last ? lines.lastIndexOf(first ?? '') : lines.indexOf(first ?? '');
    return at < 0 ? step.line : step.line + at + 1;
  }

  private settled(session: LessonSession): Promise<void> {
    return this.playground.run(session.settled());
  }
}

/** ms of the playground's clock. */
const READING_MS = 180_000;
/** ms of real time that a script may take. */
const MAX_MS = 20_000;
const MAX_MORE_MS = 3000;
