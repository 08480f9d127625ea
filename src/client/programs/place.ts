/** Where in a program's code its worker failed. */
import type { Place } from '../../apps/port.ts';

/**
 * The place in the code of a line in the worker's source, whose first line stands above the code. What goes wrong below
 * the code, such as a bracket that is never closed, is put at its last line.
 */
export function failurePlace(line: number, column: number, code: string): Place | undefined {
  if (line <= 0) return undefined;
  const lines = code.split('\n').length;
  const at = Math.max(1, line - 1);
  return at > lines ? { line: lines, column: 1 } : { line: at, column: Math.max(1, column) };
}
