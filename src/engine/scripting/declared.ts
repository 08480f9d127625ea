/** What a script or function says of itself before it runs, for those who decide whether it may. */
import type { Command } from '../command.ts';
import type { Engine } from '../engine.ts';
import { ErrorReply } from '../reply.ts';
import { type ScriptFlag, scriptHead } from './shebang.ts';

/**
 * The flags that the script or function of this call declares; undefined where the command runs none, where the script has
 * no first line for them, and where there is no such script: then the command's own flags hold.
 */
export function declaredFlags(
  { scripting }: Engine,
  command: Command,
  argv: readonly string[],
): ReadonlySet<ScriptFlag> | undefined {
  if (command.group !== 'scripting') return undefined;
  const what = argv[1] ?? '';
  switch (command.id) {
    case 'eval':
    case 'eval_ro':
      return flagsOfBody(what);
    case 'evalsha':
    case 'evalsha_ro':
      return scripting.scripts.get(what)?.flags;
    case 'fcall':
    case 'fcall_ro':
      return scripting.functions.find(what)?.flags;
    default:
      return undefined;
  }
}

function flagsOfBody(body: string): ReadonlySet<ScriptFlag> | undefined {
  if (!body.startsWith('#!')) return undefined;
  try {
    return scriptHead(body).flags;
  } catch (error) {
    if (error instanceof ErrorReply) return undefined;
    throw error;
  }
}
