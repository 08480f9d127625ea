/**
 * Scripts as files: commands as redis-cli reads them, a line each; lines that begin with `#` are comments. They run like
 * anybody's commands, so that a relative TTL counts from now.
 */
import { Engine } from '../../engine/engine.ts';
import { isError, type Reply } from '../../engine/reply.ts';
import type { FileReport } from '../../protocol/files.ts';
import { splitArguments } from '../../resp/split.ts';

/** Replies nobody waits for. */
const SILENT = { reply: () => undefined, push: () => undefined, close: () => undefined };
/** Errors that are told one by one. */
const MAX_TOLD = 20;
/** Lua is fetched before the first command that may want it. */
const USES_LUA = /\b(eval|fcall|script|function)/i;
const HEAD_BYTES = 4096;
const LOG_START = /^(REDIS|VALKE|\*\d|#TS:)/;

/** True where the bytes at the beginning of a file are text and no log. */
export function looksLikeScript(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head);
  return head.length > 0 && !LOG_START.test(text) && !/[\x00-\x08\x0e-\x1f]/.test(text);
}

/** The first bytes of a stream, and the whole stream again. */
export async function peek(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) if (chunk.length > 0) return chunk.subarray(0, HEAD_BYTES);
  return new Uint8Array(0);
}

/** Runs a script on an engine. `turn` brackets a slice of it, as the host's turns do. */
export async function runScript(
  engine: Engine,
  chunks: AsyncIterable<Uint8Array>,
  turn: (work: () => void) => void,
): Promise<FileReport> {
  const client = engine.connect(SILENT);
  const skipped: string[] = [];
  let bytes = 0;
  let line = 0;
  let commands = 0;
  let refused = 0;
  let damage: FileReport['damage'];

  const run = (text: string): void => {
    line++;
    if (damage || text.trim() === '' || text.trimStart().startsWith('#')) return;
    const { args, error } = splitArguments(text);
    if (error) {
      damage = { offset: line, reason: 'its quotes do not close as redis-cli wants them' };
      return;
    }
    commands++;
    const reply: Reply = engine.execute(client, args);
    // Nobody else is there to let it go on.
    if (client.blocked) engine.blocking.release(client, client.blocked.onTimeout ?? null);
    if (!isError(reply)) return;
    refused++;
    if (refused <= MAX_TOLD) skipped.push(`line ${line}: ${reply.text}`);
  };

  try {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of chunks) {
      bytes += chunk.length;
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (USES_LUA.test(lines.join('\n'))) await engine.scripting.prepare();
      turn(() => lines.forEach(run));
      if (damage) break;
    }
    if (USES_LUA.test(rest)) await engine.scripting.prepare();
    if (rest !== '') turn(() => run(rest));
  } finally {
    engine.disconnect(client);
  }
  if (refused > MAX_TOLD) skipped.push(`${refused - MAX_TOLD} more commands that answered an error`);
  return {
    kind: 'script',
    version: 0,
    bytes,
    keys: countKeys(engine),
    commands,
    skipped,
    truncatedBytes: 0,
    damage,
  };
}

/** An engine to try something on: the same clock, as many databases. */
export function scratchOf(engine: Engine): Engine {
  const scratch = new Engine({ clock: engine.clock, databases: engine.keyspace.databases.length });
  scratch.scripting.runtime = engine.scripting.runtime;
  return scratch;
}

export function countKeys(engine: Engine): number {
  return engine.keyspace.databases.reduce((sum, db) => sum + db.size, 0);
}
