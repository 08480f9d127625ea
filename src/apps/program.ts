/** Runs a program: its code as the body of an async function, once or for each of many simulated users. */
import { askedHere, stackOfCaller } from './callers.ts';
import { formatLine } from './inspect.ts';
import { clientName, type ProgramError, type ProgramPort, type ProgramRun } from './port.ts';
import { createRedis } from './redis/client.ts';
import { Connection } from './redis/connection.ts';
import { WatchError } from './redis/errors.ts';
import { placeOf } from './source.ts';

/** The names that a program finds, in the order in which its function takes them. */
export const NAMES = [
  'redis',
  'sql',
  'sleep',
  'now',
  'started',
  'log',
  'report',
  'user',
  'round',
  'createClient',
  'console',
  'WatchError',
] as const;

/** The code as a function of what NAMES says. */
export type Body = (...values: readonly unknown[]) => Promise<unknown>;

export interface ProgramEnd {
  /** Why it ended early; undefined where it came to its end, and for a load, whose users fail one by one. */
  readonly error: ProgramError | undefined;
  /** Rounds of a load that ended with an error. */
  readonly failedRounds: number;
}

/** Resolves when the code has ended, its commands are answered and it listens to no channel. Never rejects. */
export async function runProgram(body: Body, run: ProgramRun, port: ProgramPort): Promise<ProgramEnd> {
  const started = Math.floor(port.now());
  if (!run.load) {
    const error = await runUser(body, run, port, started, 0, 1);
    return { error: error[0], failedRounds: 0 };
  }
  const { users, everyMs, rounds } = run.load;
  const ends = await Promise.all(
    Array.from({ length: users }, async (_, i) => {
      if (i > 0 && everyMs > 0) await port.sleep(i * everyMs);
      return runUser(body, run, port, started, i + 1, rounds);
    }),
  );
  return { error: undefined, failedRounds: ends.flat().length };
}

/** Gives the errors of the rounds that failed. */
async function runUser(
  body: Body,
  run: ProgramRun,
  port: ProgramPort,
  started: number,
  user: number,
  rounds: number,
): Promise<readonly ProgramError[]> {
  const connections: Connection[] = [];
  let idle: () => void = () => undefined;
  const connection = () => {
    const number = connections.length + 1;
    const made = new Connection(
      clientName(run, user, number),
      (listener) => port.connect(Math.max(user, 1), number, listener),
      () => idle(),
    );
    connections.push(made);
    return made;
  };
  const write = (kind: 'log' | 'error', values: readonly unknown[]) =>
    port.log({ kind, user, text: formatLine(values), at: port.now() });
  const first = connection();
  void first.start();
  const redis = createRedis(first, { connection });
  const createClient = () => createRedis(connection(), { connection });
  const errors: ProgramError[] = [];
  for (let round = 1; round <= rounds; round++) {
    const log = (...values: unknown[]) => write('log', values);
    const warn = (...values: unknown[]) => write('error', values);
    try {
      await body(
        redis,
        sqlOf(port),
        async (ms: unknown) => port.sleep(Math.max(0, Number(ms) || 0)),
        () => Math.floor(port.now()),
        started,
        log,
        (outcome: unknown) => port.report(String(outcome)),
        Math.max(user, 1),
        round,
        createClient,
        { log, info: log, debug: log, warn, error: warn },
        WatchError,
      );
    } catch (thrown) {
      const error = describeError(thrown, run.code);
      errors.push(error);
      write('error', [error.place ? `line ${error.place.line}: ${error.message}` : error.message]);
      if (!run.load) break;
      port.report('error');
    }
  }
  // Without an error it goes on for as long as it listens, as a process would.
  while (errors.length === 0 && connections.some(({ busy }) => busy))
    await new Promise<void>((resolve) => {
      idle = resolve;
    });
  for (const each of connections) if (each.open) each.close();
  return errors;
}

/** What was thrown, which may be anything. */
export function describeError(thrown: unknown, code: string): ProgramError {
  if (!(thrown instanceof Error)) return { message: formatLine([thrown]), place: undefined };
  const plain = thrown.name === 'Error' || thrown.name === 'ErrorReply';
  const message = formatLine([plain ? thrown.message : `${thrown.name}: ${thrown.message}`]);
  return { message, place: placeOf(thrown.stack ?? '', code) ?? placeOf(stackOfCaller(thrown), code) };
}

/** `sql(text, values)` and `` sql`… ${value} …` ``, whose values never become part of the text. */
function sqlOf(port: ProgramPort): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const [text, ...rest] = args;
    return await askedHere(() => {
      if (Array.isArray(text))
        return port.sql(text.map((part, i) => (i === 0 ? part : `$${i}${part}`)).join(''), rest);
      const [params] = rest;
      return port.sql(String(text), Array.isArray(params) ? params : []);
    });
  };
}
