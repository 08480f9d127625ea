/**
 * The fuzzer: batches of commands drawn from a seed run on a real server and on the engine from an empty keyspace, and
 * every reply is compared, then the whole keyspace. Batches take RESP2 and RESP3 in turns. A batch that differs is cut
 * down to a short script that still does.
 */
import { registry } from '../../../src/engine/commands/index.ts';
import { Random } from '../../../src/engine/random.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { formatReply } from '../../../src/resp/format.ts';
import { quoteCommand } from '../../../src/resp/quote.ts';
import { RespClient } from '../client.ts';
import { leewayOf, sameReply } from '../compare.ts';
import { knownDifference } from '../versions.ts';
import { KEYS, LEX_KEYS } from './arguments.ts';
import { SUBJECTS, TEMPLATES } from './grammar/index.ts';
import { ScriptCommands } from './scripts/commands.ts';
import { expand, type Template } from './template.ts';

type Command = readonly string[];

export interface Target {
  /** Port and version of the real server, port of the engine's bridge. */
  readonly reference: number;
  readonly version: string;
  readonly engine: number;
}

export interface Finding {
  readonly resp: 2 | 3;
  /** The shortest script that was found, from an empty keyspace; its last command is the one that differs. */
  readonly script: readonly Command[];
  readonly reference: Reply;
  readonly engine: Reply;
}

const BATCH = 1000;
/** One command of so many runs a script. */
const SCRIPT_ODDS = 12;
/** SPOP without its count takes a member by chance, and ZRANK has got one more argument since: the keyspaces would part. */
const UNSLIPPED: ReadonlySet<string> = new Set(['SPOP', 'ZRANK', 'ZREVRANK']);

/** Reads everything that the fuzzer's keys hold. */
const CENSUS: readonly Command[] = [
  ['DBSIZE'],
  ['KEYS', '*'],
  ...[...KEYS, ...LEX_KEYS, 'none', ''].flatMap((key): Command[] => {
    const reads: Command[] = [
      ['TYPE', key],
      ['OBJECT', 'ENCODING', key],
      ['PEXPIRETIME', key],
    ];
    const kind = key.split(':')[0];
    if (kind === 'list') reads.push(['LRANGE', key, '0', '-1']);
    else if (kind === 'hash') reads.push(['HGETALL', key]);
    else if (kind === 'set') reads.push(['SMEMBERS', key]);
    else if (kind === 'zset' || kind === 'geo' || kind === 'lex')
      reads.push(['ZRANGE', key, '0', '-1', 'WITHSCORES']);
    else if (kind === 'stream') reads.push(['XRANGE', key, '-', '+']);
    else reads.push(['GET', key]);
    return reads.filter(([name = '']) => registry.has(name.toLowerCase()));
  }),
];

export class Fuzzer {
  private readonly target: Target;
  private readonly random: Random;
  private readonly scripts: ScriptCommands;
  private subject: readonly Template[] | undefined;
  private readonly known = new Map<string, number>();
  /** Commands run so far, without those of the census and of shrinking. */
  commands = 0;

  constructor(target: Target, seed: number) {
    this.target = target;
    this.random = new Random(seed);
    this.scripts = new ScriptCommands(this.random);
  }

  /** How often each known version difference was met. */
  get knownDifferences(): ReadonlyMap<string, number> {
    return this.known;
  }

  /** Runs at least `count` commands and returns what differed, at most `limit` findings. */
  async run(count: number, limit = 10, progress?: (commands: number) => void): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (let resp: 2 | 3 = 2; this.commands < count; resp = resp === 2 ? 3 : 2) {
      const commands = this.batch(Math.min(BATCH, count - this.commands));
      this.commands += commands.length;
      const difference = await this.compare(resp, [...commands, ...CENSUS]);
      if (difference !== undefined) findings.push(await this.shrink(resp, difference));
      if (findings.length >= limit) break;
      progress?.(this.commands);
    }
    return findings;
  }

  private batch(size: number): Command[] {
    const { random } = this;
    // Every other batch is mostly about one subject.
    this.subject = random.below(2) === 0 ? SUBJECTS[random.below(SUBJECTS.length)] : undefined;
    const commands: Command[] = [];
    while (commands.length < size) {
      if (random.below(40) > 0) {
        commands.push(this.command());
        continue;
      }
      commands.push(['MULTI']);
      for (let i = random.below(6); i > 0; i--) commands.push(this.command());
      commands.push([random.below(8) === 0 ? 'DISCARD' : 'EXEC']);
    }
    return commands;
  }

  private command(): Command {
    if (this.random.below(SCRIPT_ODDS) === 0) return this.scripts.command();
    const templates = this.subject && this.random.below(8) > 0 ? this.subject : TEMPLATES;
    const template = templates[this.random.below(templates.length)];
    if (!template) throw new Error('no templates');
    const argv = expand(template, this.random);
    if (argv.length > 1 && this.random.below(60) === 0) return ['COMMAND', 'GETKEYS', ...argv];
    // Now and then an argument too few or too many.
    const slip = this.random.below(150);
    if (UNSLIPPED.has(template.name)) return argv;
    if (slip === 0 && argv.length > 1) argv.pop();
    else if (slip === 1) argv.push('extra');
    return argv;
  }

  /** The first command whose replies differ, with all before it; undefined where none does. */
  private async compare(resp: 2 | 3, script: readonly Command[]): Promise<Finding | undefined> {
    const [theirs, ours] = await Promise.all([
      answers(this.target.reference, resp, script),
      answers(this.target.engine, resp, script),
    ]);
    let queued: Command[] | undefined;
    for (const [i, argv] of script.entries()) {
      const [reference = null, engine = null] = [theirs[i], ours[i]];
      const name = argv[0];
      const inside = queued;
      if (name === 'MULTI') queued ??= [];
      else if (name === 'EXEC' || name === 'DISCARD') queued = undefined;
      else queued?.push(argv);
      if (name === 'EXEC' && inside && this.sameExec(inside, reference, engine)) continue;
      if (this.same(argv, reference, engine)) continue;
      return { resp, script: script.slice(0, i + 1), reference, engine };
    }
    return undefined;
  }

  private same(argv: Command, reference: Reply, engine: Reply): boolean {
    const leeway = leewayOf(argv);
    // On a busy machine the two servers are seconds apart.
    const { within } = leeway;
    const relaxed = within === undefined ? leeway : { ...leeway, within: within * 20 };
    if (sameReply(reference, engine, relaxed)) return true;
    const known = knownDifference(this.target.version, argv, reference, engine);
    if (!known) return false;
    const label = `${known.release}: ${known.why}`;
    this.known.set(label, (this.known.get(label) ?? 0) + 1);
    return true;
  }

  /** The replies of a transaction, each with the leeway of its command. */
  private sameExec(queued: readonly Command[], reference: Reply, engine: Reply): boolean {
    if (!Array.isArray(reference) || !Array.isArray(engine)) return false;
    if (reference.length !== engine.length || reference.length !== queued.length) return false;
    return queued.every((argv, i) => this.same(argv, reference[i] ?? null, engine[i] ?? null));
  }

  /** Leaves out commands, then arguments, as long as something still differs. */
  private async shrink(resp: 2 | 3, found: Finding): Promise<Finding> {
    const again = await this.compare(resp, found.script);
    // It depends on time or chance: the end of the script is all that can be told.
    if (!again) return { ...found, script: found.script.slice(-10) };
    let best: Finding = again;
    const attempt = async (script: readonly Command[]): Promise<boolean> => {
      const finding = await this.compare(resp, script);
      if (!finding) return false;
      best = finding;
      return true;
    };
    for (let size = best.script.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at < best.script.length - 1; ) {
        const without = [...best.script.slice(0, at), ...best.script.slice(at + size)];
        if (!(await attempt(without))) at += size;
      }
    }
    for (let at = 0; at < best.script.length; at++) {
      for (let word = (best.script[at]?.length ?? 0) - 1; word > 0; word--) {
        const argv = best.script[at] ?? [];
        if (argv[0] === 'SPOP') continue;
        await attempt(best.script.with(at, [...argv.slice(0, word), ...argv.slice(word + 1)]));
      }
    }
    // Scripts and libraries have one statement a line.
    for (let at = 0; at < best.script.length; at++) {
      for (let word = 1; word < (best.script[at]?.length ?? 0); word++) {
        for (let line = (best.script[at]?.[word] ?? '').split('\n').length - 1; line >= 0; line--) {
          const argv = best.script[at] ?? [];
          const lines = (argv[word] ?? '').split('\n');
          if (lines.length < 2) break;
          await attempt(best.script.with(at, argv.with(word, lines.toSpliced(line, 1).join('\n'))));
        }
      }
    }
    return best;
  }
}

async function answers(port: number, resp: 2 | 3, script: readonly Command[]): Promise<Reply[]> {
  const client = await RespClient.open(port);
  const head: Command[] = [['FLUSHALL'], ['SCRIPT', 'FLUSH'], ['FUNCTION', 'FLUSH']];
  if (resp === 3) head.push(['HELLO', '3']);
  try {
    const replies = await client.pipeline([...head, ...script]);
    return replies.slice(head.length);
  } catch (cause) {
    const last = [...head, ...script][client.received.length] ?? [];
    throw new Error(`no reply on port ${port} to ${quoteCommand(last, 'escaped')}`, { cause });
  } finally {
    client.close();
  }
}

/** A finding as text: a script that can be typed, and both replies to its last command. */
export function describeFinding({ resp, script, reference, engine }: Finding): string {
  const show = (reply: Reply) => formatReply(reply).replace(/\n/g, '\n             ');
  const lines = script.map((argv) => `  ${quoteCommand(argv, 'escaped')}`);
  return [`RESP${resp}:`, ...lines, `  reference: ${show(reference)}`, `  keyglass:  ${show(engine)}`].join(
    '\n',
  );
}
