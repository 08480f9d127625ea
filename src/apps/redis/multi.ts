/** `redis.multi()`: commands put together, then sent at once, as a transaction or as a plain pipeline. */
import { ArgumentList } from './arguments.ts';
import type { Connection } from './connection.ts';
import { ErrorReply, MultiErrorReply, WatchError } from './errors.ts';
import { findMethod, type Method } from './methods.ts';
import { unknownMethod } from './unknown.ts';

interface Queued {
  readonly argv: readonly string[];
  readonly finish: (reply: unknown) => unknown;
}

export class Multi {
  private readonly connection: Connection;
  private readonly queue: Queued[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
  }

  add(method: Method, args: readonly unknown[]): void {
    const { transform } = method;
    this.queue.push({
      argv: method.build(args),
      finish: (reply) => (transform ? transform(reply, args) : reply),
    });
  }

  addCommand(words: unknown): void {
    const list = new ArgumentList();
    list.pushMany(words);
    this.queue.push({ argv: list.argv, finish: (reply) => reply });
  }

  /** Sends all between MULTI and EXEC. Rejects where a watched key was changed, and where a command failed. */
  async exec(): Promise<unknown> {
    const { connection, queue } = this;
    const sent = [
      connection.call(['MULTI']),
      ...queue.map(({ argv }) => connection.call(argv)),
      connection.call(['EXEC']),
    ];
    const replies = (await Promise.all(sent)).at(-1);
    if (!Array.isArray(replies)) throw new WatchError();
    return this.finish(replies);
  }

  /** Sends all together, without a transaction; rejects with the first error. */
  async execAsPipeline(): Promise<unknown> {
    const { connection, queue } = this;
    return this.finish(await Promise.all(queue.map(({ argv }) => connection.call(argv))));
  }

  private finish(replies: readonly unknown[]): unknown {
    const errors: number[] = [];
    const values = replies.map((reply, i) => {
      if (!(reply instanceof ErrorReply)) return this.queue[i]?.finish(reply);
      errors.push(i);
      return reply;
    });
    if (errors.length > 0) throw new MultiErrorReply(values, errors);
    return values;
  }
}

/** The object that a program chains its calls on. */
export function multiOf(connection: Connection): object {
  const multi = new Multi(connection);
  const exec = (asPipeline?: unknown) => (asPipeline === true ? multi.execAsPipeline() : multi.exec());
  const own: Record<string, unknown> = {
    exec,
    EXEC: exec,
    execTyped: exec,
    execAsPipeline: () => multi.execAsPipeline(),
    execAsPipelineTyped: () => multi.execAsPipeline(),
  };
  const chain: object = new Proxy(own, {
    get(target, name) {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (Object.hasOwn(target, name)) return target[name];
      if (name === 'addCommand' || name === 'sendCommand')
        return (words: unknown) => {
          multi.addCommand(words);
          return chain;
        };
      const method = findMethod(name);
      return (...args: unknown[]) => {
        if (!method) throw unknownMethod('multi()', name);
        multi.add(method, args);
        return chain;
      };
    },
  });
  return chain;
}
