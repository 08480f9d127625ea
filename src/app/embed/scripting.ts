/** Which commands run Lua, and may therefore run without end. */
import type { ToWorker } from '../../protocol/messages.ts';

const SCRIPTING = /^(EVAL|EVALSHA|FCALL)(_RO)?$/i;

/** Whether commands on their way to the worker run Lua. */
export function isScripting(run: ToWorker['run']): boolean {
  return run?.some((each) => typeof each === 'object' && SCRIPTING.test(each[0] ?? '')) ?? false;
}
