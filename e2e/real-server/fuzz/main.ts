/** `npm run fuzz -- --seed 1 --count 200000`: the long run; prints what differs as short scripts. */
import { parseArgs } from 'node:util';
import { Bridge } from '../../resp-bridge/bridge.ts';
import { findRedis, RealServer } from '../redis.ts';
import { describeFinding, Fuzzer } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '20000' },
    limit: { type: 'string', default: '10' },
  },
});
const [seed, count, limit] = [values.seed, values.count, values.limit].map(Number);
if (!Number.isInteger(seed) || !Number.isInteger(count) || !Number.isInteger(limit)) {
  console.error('--seed, --count and --limit take whole numbers');
  process.exit(2);
}
const redis = findRedis();
if (redis.path === undefined) {
  console.error(`there is nothing to compare with: ${redis.why}`);
  process.exit(1);
}

const server = await RealServer.start(redis.path);
const bridge = await Bridge.start({ seed: 1 });
console.log(`seed ${seed}, ${count} commands, against ${server.version}`);
const target = { reference: server.port, version: server.version, engine: bridge.port };
const fuzzer = new Fuzzer(target, seed ?? 1);
const started = performance.now();
let findings: Awaited<ReturnType<Fuzzer['run']>> = [];
try {
  findings = await fuzzer.run(count ?? 0, limit);
} finally {
  await server.stop();
  await bridge.stop();
}
for (const finding of findings) console.log(`\n${describeFinding(finding)}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${fuzzer.commands} commands in ${seconds} s, ${findings.length} differences`);
for (const [label, times] of fuzzer.knownDifferences) console.log(`  known since ${label} (${times})`);
process.exitCode = findings.length > 0 ? 1 : 0;
