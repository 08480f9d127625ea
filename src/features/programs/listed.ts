/** The programs to show: those of the script, and those that were run and are not in it any more. */
import type { ProgramRun } from '../../apps/port.ts';
import { isLive, type ProgramState } from '../../client/programs/state.ts';
import { parseScript } from '../../script/parse.ts';

export interface Listed {
  readonly name: string;
  /** As it stands in the script; undefined where it is there no more. */
  readonly written: ProgramRun | undefined;
  /** Its last run; undefined where it has not run yet. */
  readonly state: ProgramState | undefined;
}

/** Programs of a script in its order; a program that loads name is listed once, as its last load. */
export function programsOf(script: string): readonly ProgramRun[] {
  const { statements } = parseScript(script);
  const runs = new Map<string, ProgramRun>();
  for (const statement of statements) {
    if (statement.kind === 'app')
      runs.set(statement.name, { name: statement.name, code: statement.text, load: undefined });
    if (statement.kind !== 'load') continue;
    const { users, everyMs, rounds } = statement;
    const app = statements.find((other) => other.kind === 'app' && other.name === statement.app);
    if (app?.kind === 'app')
      runs.set(app.name, { name: app.name, code: app.text, load: { users, everyMs, rounds } });
  }
  return [...runs.values()];
}

export function listPrograms(
  written: readonly ProgramRun[],
  states: readonly ProgramState[],
): readonly Listed[] {
  const stateOf = (name: string) => states.find((state) => state.name === name);
  const names = new Set(written.map(({ name }) => name));
  return [
    ...written.map((run) => ({ name: run.name, written: run, state: stateOf(run.name) })),
    ...states
      .filter(({ name }) => !names.has(name))
      .map((state) => ({ name: state.name, written: undefined, state })),
  ];
}

export function statusText({ state }: Listed): string {
  if (!state) return 'Not started';
  const texts = {
    starting: 'Starting',
    running: 'Running',
    paused: 'Paused',
    ended: 'Ended',
    failed: 'Failed',
    stopped: 'Stopped',
  } as const;
  return texts[state.status];
}

/** `20 users`, or `program`. */
export function kindText({ written, state }: Listed): string {
  const load = state && isLive(state) ? state.run.load : (written ?? state?.run)?.load;
  return load ? `${load.users} ${load.users === 1 ? 'user' : 'users'}` : 'program';
}

/**
 * Where a line of a program's code stands in a script, as offsets; undefined where the script has no such program, or
 * fewer lines. Lines count from 1.
 */
export function lineOf(
  script: string,
  name: string,
  line: number,
): { readonly start: number; readonly end: number } | undefined {
  const { statements } = parseScript(script);
  const app = statements.find((statement) => statement.kind === 'app' && statement.name === name);
  if (app?.kind !== 'app') return undefined;
  const lines = app.text.split('\n');
  const text = lines[line - 1];
  if (text === undefined) return undefined;
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { start: app.code.start + before, end: app.code.start + before + text.length };
}
