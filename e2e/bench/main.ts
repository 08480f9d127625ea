/**
 * `npm run bench`: the benchmark. Every ratio has both of its sides measured in the same run, in turns, as medians of
 * several rounds; the absolute numbers belong to the machine. `npm run bench -- engine memory` runs only those sections.
 */
import { cpus } from 'node:os';
import { findRedis } from '../real-server/redis.ts';
import { bridge } from './bridge.ts';
import { embed } from './browser/embed.ts';
import { programs } from './browser/programs.ts';
import { sql } from './browser/sql.ts';
import { weight } from './browser/weight.ts';
import { worker } from './browser/worker.ts';
import { durabilitySection } from './durability/index.ts';
import { engine } from './engine.ts';
import { growth } from './growth.ts';
import { memory } from './memory.ts';
import { Report, type Section } from './report.ts';
import { sortedSet } from './sorted-set.ts';

const SECTIONS: readonly Section[] = [
  engine,
  sortedSet,
  bridge,
  growth,
  memory,
  worker,
  durabilitySection,
  weight,
  embed,
  programs,
  sql,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are:`);
  for (const { name, summary } of SECTIONS) console.error(`  ${name.padEnd(20)}${summary}`);
  process.exit(2);
}

const redis = findRedis();
if (redis.path === undefined) console.log(`nothing to compare with: ${redis.why}`);
console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);

const report = new Report(redis.path);
for (const section of SECTIONS) {
  if (wanted.length > 0 && !wanted.includes(section.name)) continue;
  await section.run(report);
}
console.log(
  report.missed.length === 0
    ? '\nall targets met'
    : `\n${report.missed.length} missed:\n${report.missed.map((line) => `  ${line}`).join('\n')}`,
);
