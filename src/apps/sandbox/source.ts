/** The source of a program's worker. */
import { wrap } from '../source.ts';

/** The program above, so that lines of errors are lines of its code, and below it what runs it. */
export function workerSource(code: string, runtime: string): string {
  return `self.keyglassProgram = ${wrap(code)};\n${runtime}`;
}
