/** Scripts for those who run them without the editor's panel. */

export { parseScript } from '../script/parse.ts';
export type { CommandStatement, Range, Statement } from '../script/types.ts';
export { statementAt } from './language/cursor.ts';
export { editBetween, type TextEdit } from './run/anchors.ts';
export { describeResult, describeSummary, fullText, type Tone } from './run/describe.ts';
export type { StatementResult } from './run/results.ts';
export type { RunSummary } from './run/runner.ts';
export { type EditorSession, sessionOf } from './session.ts';
