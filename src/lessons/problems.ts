/** Gathers what is wrong in a file. */
import type { LessonProblem } from './lesson.ts';
import { LIMITS } from './limits.ts';

export class Problems {
  private readonly found = new Map<string, LessonProblem>();
  private more = false;
  /** Whether something is over a limit, so that the lesson must not be opened. */
  over = false;

  error(line: number, message: string): void {
    this.add({ severity: 'error', line, message });
  }

  warn(line: number, message: string): void {
    this.add({ severity: 'warning', line, message });
  }

  /** Something is larger than it may be. */
  tooMuch(line: number, message: string): void {
    this.over = true;
    this.add({ severity: 'error', line, message });
  }

  /** In the order of their lines, each once. */
  list(): readonly LessonProblem[] {
    const sorted = [...this.found.values()].sort((a, b) => a.line - b.line);
    const last = sorted.at(-1);
    if (this.more && last)
      sorted.push({
        severity: 'warning',
        line: last.line,
        message: 'There are more problems than are told here.',
      });
    return sorted;
  }

  private add(problem: LessonProblem): void {
    const key = `${problem.line} ${problem.message}`;
    if (this.found.size < LIMITS.problems) this.found.set(key, problem);
    else if (!this.found.has(key)) this.more = true;
  }
}
