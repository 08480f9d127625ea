/** The life of a connection: greeting, logging in, choosing a database, starting over, leaving. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { map, OK, type Reply, simple } from '../../reply.ts';
import { COMPATIBLE_VERSION } from '../../version.ts';

const ping = defineCommand({
  name: 'PING',
  group: 'connection',
  since: '1.0.0',
  arity: -1,
  flags: ['fast', 'sentinel'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Answers PONG, or the message, to show that the server is there.',
  syntax: '[message]',
  categories: ['connection'],
  parse(args) {
    if (args.left > 1) throw errors.wrongArity('PING');
    return args.done ? undefined : args.next();
  },
  run({ client }, message) {
    // A subscribed RESP2 client tells replies from messages by their shape, so its PONG looks like a message.
    if (client.resp === 2 && client.subscriptions > 0) return ['pong', message ?? ''];
    return message ?? simple('PONG');
  },
});

const echo = defineCommand({
  name: 'ECHO',
  group: 'connection',
  since: '1.0.0',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns the message.',
  syntax: 'message',
  categories: ['connection'],
  parse: (args) => args.next(),
  run: (_, message) => message,
});

const select = defineCommand({
  name: 'SELECT',
  group: 'connection',
  since: '1.0.0',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Chooses the database that this connection works with.',
  syntax: 'index',
  categories: ['connection'],
  parse(args) {
    const index = args.integer();
    if (index < -2147483648 || index > 2147483647) throw errors.NOT_INT32;
    return index;
  },
  run({ client, engine }, index) {
    client.db = engine.database(index);
    return OK;
  },
});

/** Logs a client in, or throws what AUTH answers. */
function login({ argv, client, engine, now }: Call, name: string, password: string): void {
  const user = engine.acl.authenticate(name, password);
  if (!user) {
    engine.acl.noteFailedLogin(client, name, argv, now);
    throw errors.WRONGPASS;
  }
  client.user = user;
  client.authenticated = true;
}

const auth = defineCommand({
  name: 'AUTH',
  group: 'connection',
  since: '1.0.0',
  arity: -2,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'sentinel', 'allow_busy'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Logs the connection in as a user.',
  syntax: '[username] password',
  categories: ['connection'],
  parse(args) {
    if (args.left > 2) throw errors.SYNTAX;
    return args.left === 2 ? { name: args.next(), password: args.next() } : { password: args.next() };
  },
  run(call, { name, password }) {
    if (name === undefined && call.engine.acl.defaultUser.noPassword) throw errors.AUTH_WITHOUT_PASSWORD;
    login(call, name ?? 'default', password);
    return OK;
  },
});

interface Greeting {
  readonly version?: 2 | 3;
  readonly login?: { readonly name: string; readonly password: string };
  readonly name?: string;
}

const hello = defineCommand({
  name: 'HELLO',
  group: 'connection',
  since: '6.0.0',
  arity: -1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'sentinel', 'allow_busy'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Chooses the protocol version, may log in and name the connection, and tells about the server.',
  syntax: '[protover [AUTH username password] [SETNAME clientname]]',
  categories: ['connection'],
  parse(args): Greeting {
    if (args.done) return {};
    const version = parseInt64(args.next());
    if (version === undefined) throw errors.PROTOCOL_NOT_INTEGER;
    if (version !== 2 && version !== 3) throw errors.NOPROTO;
    let greeting: Greeting = { version };
    while (!args.done) {
      const word = args.next();
      const option = word.toUpperCase();
      if (option === 'AUTH' && args.left >= 2) {
        greeting = { ...greeting, login: { name: args.next(), password: args.next() } };
      } else if (option === 'SETNAME' && args.left >= 1) {
        const name = args.next();
        if (!isClientName(name)) throw errors.BAD_CLIENT_NAME;
        greeting = { ...greeting, name };
      } else throw errors.helloOption(word);
    }
    return greeting;
  },
  run(call, { version, login: credentials, name }): Reply {
    const { client } = call;
    if (credentials) login(call, credentials.name, credentials.password);
    if (!client.authenticated) throw errors.HELLO_NOAUTH;
    if (name !== undefined) client.name = name;
    if (version !== undefined) client.resp = version;
    return map([
      'server',
      'redis',
      'version',
      COMPATIBLE_VERSION,
      'proto',
      client.resp,
      'id',
      client.id,
      'mode',
      'standalone',
      'role',
      'master',
      'modules',
      [],
    ]);
  },
});

const reset = defineCommand({
  name: 'RESET',
  group: 'connection',
  since: '6.2.0',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Makes the connection as if it were new.',
  syntax: '',
  categories: ['connection'],
  run({ client, engine }) {
    engine.connections.reset(client);
    return simple('RESET');
  },
});

const quit = defineCommand({
  name: 'QUIT',
  group: 'connection',
  since: '1.0.0',
  arity: -1,
  flags: ['allow_busy', 'noscript', 'loading', 'stale', 'fast', 'no_auth'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Closes the connection once all replies are out.',
  syntax: '',
  categories: ['connection'],
  deprecatedSince: '7.2.0',
  run({ client }) {
    client.closing = true;
    return OK;
  },
});

/** Names show up in one line of CLIENT LIST, so they hold printable characters without spaces; empty is allowed. */
export const isClientName = (name: string): boolean => /^[!-~]*$/.test(name);

export const sessionCommands: readonly Command[] = [ping, echo, select, auth, hello, reset, quit];
