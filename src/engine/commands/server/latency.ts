/** LATENCY: spikes by event, and how long each command takes. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, defineContainer, type Flag, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { map, type Reply, verbatim } from '../../reply.ts';
import { sparkline } from '../../sparkline.ts';
import { helpCommand } from '../help.ts';

const FLAGS: readonly Flag[] = ['admin', 'noscript', 'loading', 'stale'];
const FACTS = { group: 'server', since: '2.8.13', flags: FLAGS, keys: noKeys } as const;

const latest = defineCommand({
  ...FACTS,
  name: 'LATENCY LATEST',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Returns each event with the time and length of its last spike, and its longest ever.',
  syntax: '',
  run: ({ engine }) =>
    [...engine.stats.latency.events].map(([name, { spikes, max }]) => [
      name,
      spikes.at(-1)?.at ?? 0,
      spikes.at(-1)?.ms ?? 0,
      max,
    ]),
});

const history = defineCommand({
  ...FACTS,
  name: 'LATENCY HISTORY',
  arity: 3,
  complexity: 'O(1)',
  summary: 'Returns the spikes of an event as pairs of time and ms.',
  syntax: 'event',
  parse: (args) => args.next(),
  run: ({ engine }, event) =>
    (engine.stats.latency.events.get(event)?.spikes ?? []).map(({ at, ms }) => [at, ms]),
});

const reset = defineCommand({
  ...FACTS,
  name: 'LATENCY RESET',
  arity: -2,
  complexity: 'O(1)',
  summary: 'Forgets the spikes of the given events, or of all; returns of how many.',
  syntax: '[event [event ...]]',
  parse: (args) => args.rest(),
  run({ engine }, names) {
    const { events } = engine.stats.latency;
    if (names.length > 0) return names.filter((name) => events.delete(name)).length;
    const count = events.size;
    events.clear();
    return count;
  },
});

function ago(seconds: number): string {
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86400)}d`;
}

const graph = defineCommand({
  ...FACTS,
  name: 'LATENCY GRAPH',
  arity: 3,
  complexity: 'O(1)',
  summary: "Draws an event's spikes in ASCII, with how long ago each was written below it.",
  syntax: 'event',
  parse: (args) => args.next(),
  run({ engine, now }, name) {
    const event = engine.stats.latency.events.get(name);
    if (!event) throw errors.err(`No samples available for event '${name}'`);
    const lengths = event.spikes.map(({ ms }) => ms);
    const head = `${name} - high ${Math.max(...lengths)} ms, low ${Math.min(...lengths)} ms (all time high ${event.max} ms)`;
    const today = Math.floor(now / 1000);
    const samples = event.spikes.map(({ at, ms }) => ({ value: ms, label: ago(today - at) }));
    return verbatim(`${head}\n${'-'.repeat(80)}\n${sparkline(samples)}`);
  },
});

const histogram = defineCommand({
  ...FACTS,
  name: 'LATENCY HISTOGRAM',
  since: '7.0.0',
  arity: -2,
  complexity: 'O(N)',
  summary: 'Returns for each command how many calls stayed within 1, 2, 4, … microseconds.',
  syntax: '[COMMAND [COMMAND ...]]',
  parse: (args) => args.rest(),
  run({ engine }, names) {
    const entries: Reply[] = [];
    for (const command of names.length > 0 ? named(engine, names) : engine.stats.byCommand.keys()) {
      const latency = engine.stats.byCommand.get(command)?.latency;
      if (!latency) continue;
      const rows = latency.cumulative().flat();
      entries.push(command.id, map(['calls', latency.total, 'histogram_usec', map(rows)]));
    }
    return map(entries);
  },
});

/** Commands by name; a container stands for its subcommands. */
function named(engine: Call['engine'], names: readonly string[]): Command[] {
  return names.flatMap((name) => {
    const command = engine.find(name.split('|'));
    if (!command) return [];
    return command.subcommands && !name.includes('|')
      ? [command, ...command.subcommands.values()]
      : [command];
  });
}

const doctor = defineCommand({
  ...FACTS,
  name: 'LATENCY DOCTOR',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Says in words what the spikes may come from.',
  syntax: '',
  run: ({ engine, now }) => verbatim(report(engine, Math.floor(now / 1000))),
});

function report({ stats: { latency, slowlog } }: Call['engine'], nowSeconds: number): string {
  if (latency.threshold === 0) {
    return 'The latency monitor is off. CONFIG SET latency-monitor-threshold <milliseconds> switches it on.\n';
  }
  if (latency.events.size === 0) return `No event took ${latency.threshold} ms or longer so far.\n`;
  const lines = ['Spikes by event:', ''];
  for (const [i, [name, { spikes, max }]] of [...latency.events].entries()) {
    const mean = spikes.reduce((sum, { ms }) => sum + ms, 0) / spikes.length;
    const deviation = spikes.reduce((sum, { ms }) => sum + Math.abs(ms - mean), 0) / spikes.length;
    const period = (nowSeconds - (spikes[0]?.at ?? nowSeconds)) / spikes.length;
    lines.push(
      `${i + 1}. ${name}: ${spikes.length} spikes, mean ${Math.round(mean)} ms, mean deviation ` +
        `${Math.round(deviation)} ms, one in ${period.toFixed(2)} s, longest ever ${max} ms.`,
    );
  }
  lines.push('', 'What may help:', '');
  if (slowlog.threshold < 0 || slowlog.threshold > latency.threshold * 1000) {
    lines.push(
      `- SLOWLOG does not see these commands: CONFIG SET slowlog-log-slower-than ${latency.threshold * 1000} makes it.`,
    );
  }
  lines.push(
    '- SLOWLOG GET names the commands that took long.',
    '- Commands over a whole large key (SMEMBERS, LRANGE 0 -1, DEL of a huge collection) stop all clients meanwhile: ' +
      'read in parts, keep keys smaller, or use UNLINK.',
  );
  return `${lines.join('\n')}\n`;
}

export const latency: Command = defineContainer(
  {
    name: 'LATENCY',
    group: 'server',
    since: '2.8.13',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Tells where time went.',
    syntax: '',
  },
  [
    doctor,
    graph,
    helpCommand('LATENCY', { group: 'server', since: '2.8.13' }),
    histogram,
    history,
    latest,
    reset,
  ],
);
