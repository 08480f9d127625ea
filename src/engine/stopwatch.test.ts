import { expect, test } from 'vitest';
import { registry } from './commands/index.ts';
import { Engine } from './engine.ts';

/** An engine whose stopwatch goes on by 10 µs at each reading. */
function setUp() {
  let readings = 0;
  const engine = new Engine({
    clock: { now: () => 1_700_000_000_000, micros: () => ++readings * 10 },
    seed: 1,
  });
  const client = engine.connect({ reply: () => undefined, push: () => undefined, close: () => undefined });
  const micros = (name: string) => {
    const command = registry.get(name);
    return command ? engine.stats.of(command).micros : Number.NaN;
  };
  return { engine, client, micros, readings: () => readings };
}

test('quick commands of a turn share a reading of the clock, and its time', () => {
  const { engine, client, micros, readings } = setUp();
  engine.turn(() => {
    for (let i = 0; i < 10; i++) engine.submit(client, ['INCR', `k${i}`]);
    for (let i = 0; i < 10; i++) engine.submit(client, ['GET', `k${i}`]);
  });
  expect(readings()).toBe(2);
  expect(micros('incr') + micros('get')).toBe(10);
});

test('others are measured by themselves', () => {
  const { engine, client, micros } = setUp();
  engine.turn(() => {
    engine.submit(client, ['INCR', 'k']);
    engine.submit(client, ['KEYS', '*']);
    engine.submit(client, ['INCR', 'k']);
  });
  expect([micros('incr'), micros('keys')]).toEqual([20, 10]);
});

test('so are those that return much, or come in many words, or that someone watches', () => {
  const { engine, client, micros, readings } = setUp();
  engine.turn(() => {
    engine.submit(client, ['RPUSH', 'l', ...Array.from({ length: 20 }, String)]);
    engine.submit(client, ['LPOP', 'l', '10']);
  });
  expect([micros('rpush'), micros('lpop')]).toEqual([10, 10]);
  const before = readings();
  const durations: number[] = [];
  engine.observer = { command: ({ duration }) => durations.push(duration) };
  engine.turn(() => {
    for (let i = 0; i < 3; i++) engine.submit(client, ['INCR', 'k']);
  });
  expect(durations).toEqual([10, 10, 10]);
  expect(readings() - before).toBe(4);
});

test('a transaction takes the time of what it runs', () => {
  const { engine, client, micros } = setUp();
  engine.turn(() => {
    for (const line of ['MULTI', 'INCR k', 'KEYS *', 'EXEC']) engine.submit(client, line.split(' '));
  });
  expect(micros('keys')).toBe(10);
  expect(micros('exec')).toBe(micros('incr') + micros('keys') + 10);
});
