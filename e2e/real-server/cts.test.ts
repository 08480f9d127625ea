/** The rows of tair-opensource's resp-compatibility table, over the bridge. The table is not part of this repository. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bridge } from '../resp-bridge/bridge.ts';

const shared = resolve(import.meta.dirname, '../../../shared');
const table = join(shared, 'resp-compatibility/cts.json');
const runner = join(shared, 'probes/run-cts.mjs');
const present = existsSync(table) && existsSync(runner);
if (!present) console.warn(`the compatibility table is not at ${table}: its test is skipped`);

interface Report {
  passed: number;
  total: number;
  failed: { name: string; command: string; why: string }[];
}

describe.skipIf(!present)('the compatibility table', () => {
  let bridge: Bridge;
  beforeAll(async () => {
    bridge = await Bridge.start({ seed: 1 });
  });
  afterAll(() => bridge?.stop());

  test('passes in every row', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyglass-cts-'));
    const out = join(folder, 'report.json');
    const env = { ...process.env, CTS: table, HOST: '127.0.0.1', PORT: String(bridge.port) };
    const code = await new Promise((done) => {
      spawn(process.execPath, [runner, '--json', out], { env, stdio: 'ignore' }).once('exit', done);
    });
    expect(code).toBe(0);
    const report: Report = JSON.parse(readFileSync(out, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(report.failed.map(({ name, command, why }) => `${name} :: ${command} :: ${why}`)).toEqual([]);
    expect(report.passed).toBe(report.total);
    expect(report.total).toBeGreaterThan(200);
  });
});
