/** MEMORY: what keys cost, by the estimate of memory.ts. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { overheads, totalOverhead } from '../../info/overhead.ts';
import { humanBytes } from '../../info/state.ts';
import { memoryUsage } from '../../memory.ts';
import { double, map, OK, type Reply, verbatim } from '../../reply.ts';
import { helpCommand } from '../help.ts';

const FACTS = { group: 'server', since: '4.0.0', flags: [], keys: noKeys } as const;

const usage = defineCommand({
  ...FACTS,
  name: 'MEMORY USAGE',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(N)',
  summary: 'Returns how many bytes a key with its value would take in the reference server.',
  syntax: 'key [SAMPLES count]',
  parse(args) {
    const key = args.next();
    while (!args.done) {
      if (args.left < 2 || !args.accept('SAMPLES')) throw errors.SYNTAX;
      // The estimate takes its own samples, so the number is only checked.
      if (args.integer() < 0) throw errors.SYNTAX;
    }
    return key;
  },
  run({ db, limits }, key) {
    const entry = db.peek(key);
    return entry ? memoryUsage(entry, limits) : null;
  },
});

const stats = defineCommand({
  ...FACTS,
  name: 'MEMORY STATS',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Returns what memory is used for.',
  syntax: '',
  run({ engine }): Reply {
    const { eviction, keyspace } = engine;
    const used = eviction.used();
    const entries: Reply[] = ['peak.allocated', eviction.peak, 'total.allocated', used];
    const tables = overheads(keyspace);
    for (const { index, main, expires } of tables) {
      entries.push(
        `db.${index}`,
        map(['overhead.hashtable.main', main, 'overhead.hashtable.expires', expires]),
      );
    }
    const overhead = totalOverhead(tables);
    const keys = keyspace.databases.reduce((sum, { size }) => sum + size, 0);
    const dataset = Math.max(0, used - overhead);
    const share = (part: number, whole: number) => double(whole === 0 ? 0 : (part / whole) * 100);
    entries.push('overhead.total', overhead, 'keys.count', keys);
    entries.push('keys.bytes-per-key', keys === 0 ? 0 : Math.floor(used / keys));
    entries.push('dataset.bytes', dataset, 'dataset.percentage', share(dataset, used));
    entries.push('peak.percentage', share(used, eviction.peak));
    return map(entries);
  },
});

const doctor = defineCommand({
  ...FACTS,
  name: 'MEMORY DOCTOR',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Says in words whether the use of memory looks healthy.',
  syntax: '',
  run: ({ engine }) => verbatim(diagnosis(engine)),
});

const SMALL = 5 * 1024 * 1024;

function diagnosis({ eviction }: Call['engine']): string {
  const used = eviction.used();
  if (used < SMALL && !eviction.active) {
    return `All keys together take ${humanBytes(used)}: too little to say anything about.\n`;
  }
  const findings: string[] = [];
  if (eviction.peak > used * 1.5) {
    findings.push(
      `The peak was ${humanBytes(eviction.peak)}, much more than the ${humanBytes(used)} in use now.`,
    );
  }
  if (eviction.active && used > eviction.maxMemory * 0.9) {
    findings.push(
      `${humanBytes(used)} of at most ${humanBytes(eviction.maxMemory)} are in use` +
        (eviction.policy === 'noeviction'
          ? ', and the policy noeviction will refuse commands that add data.'
          : `, and ${eviction.policy} evicts keys.`),
    );
  }
  if (findings.length === 0) return `All keys together take ${humanBytes(used)}, and nothing looks wrong.\n`;
  return `${findings.map((finding) => `* ${finding}`).join('\n')}\n`;
}

const purge = defineCommand({
  ...FACTS,
  name: 'MEMORY PURGE',
  arity: 2,
  complexity: '-',
  summary: 'Asks the allocator to give free pages back; here there is none to ask.',
  syntax: '',
  run: () => OK,
});

const mallocStats = defineCommand({
  ...FACTS,
  name: 'MEMORY MALLOC-STATS',
  arity: 2,
  complexity: '-',
  summary: "Returns the allocator's statistics, which the memory of a JavaScript engine does not have.",
  syntax: '',
  // What the reference says where it was not built with jemalloc.
  run: () => 'Stats not supported for the current allocator',
});

export const memory: Command = defineContainer(
  {
    ...FACTS,
    name: 'MEMORY',
    arity: -2,
    complexity: '-',
    summary: 'Tells what keys cost in memory.',
    syntax: '',
  },
  [doctor, helpCommand('MEMORY', { group: 'server', since: '4.0.0' }), mallocStats, purge, stats, usage],
);
