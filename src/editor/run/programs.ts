/** Programs and loads of a script, as the runner wants them. */
import type { ProgramActions, ProgramResult } from '../../client/programs/state.ts';
import type { AppStatement, LoadStatement } from '../../script/types.ts';
import type { Outcome } from './results.ts';

/** Runs an app, or a load of its app. Never rejects. */
export async function runProgram(
  programs: ProgramActions,
  statement: AppStatement | LoadStatement,
  program: AppStatement | undefined,
  signal: AbortSignal,
): Promise<Outcome> {
  const name = statement.kind === 'app' ? statement.name : statement.app;
  if (!program) return { summary: `There is no program ${name}.`, lines: [], failed: true };
  const load =
    statement.kind === 'app'
      ? undefined
      : { users: statement.users, everyMs: statement.everyMs, rounds: statement.rounds };
  return outcomeOf(
    name,
    await programs.start({ name, code: program.text, load }, signal),
    load !== undefined,
  );
}

/** A program's end in a few words: what it reported, or that it came to its end. */
export function outcomeOf(name: string, result: ProgramResult, load: boolean): Outcome {
  const { status, error, outcomes, failedRounds } = result;
  const lines = outcomes.map(([name, count]) => `${name}: ${count}`);
  if (status === 'failed') {
    // Its own lines are counted, which are not those of the script that it stands in.
    const place = error?.place ? `line ${error.place.line} of ${name}: ` : '';
    return { summary: `${place}${error?.message ?? 'failed'}`, lines, failed: true };
  }
  const reported = lines.join(', ');
  const end = status === 'stopped' ? 'stopped' : 'finished';
  const summary = reported === '' ? end : status === 'stopped' ? `stopped; ${reported}` : reported;
  return { summary, lines: load ? lines : [], failed: failedRounds > 0 };
}
