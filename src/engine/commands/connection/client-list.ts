/** CLIENT LIST, INFO and KILL: which clients there are, told and ended. */
import type { Call } from '../../call.ts';
import type { Client } from '../../client.ts';
import { describeClient } from '../../client-line.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { OK, verbatim } from '../../reply.ts';
import { clientCommand } from './facts.ts';

type ClientType = 'normal' | 'pubsub' | 'master' | 'replica';

/** A client's kind as filters name it. There are no masters and replicas here, so those never match. */
function typeNamed(word: string): ClientType {
  const name = word.toLowerCase();
  if (name === 'slave' || name === 'replica') return 'replica';
  if (name === 'normal' || name === 'pubsub' || name === 'master') return name;
  throw errors.unknownClientType(word);
}

const typeOfClient = (client: Client): ClientType => (client.subscriptions > 0 ? 'pubsub' : 'normal');

export const list = clientCommand({
  name: 'LIST',
  since: '2.4.0',
  arity: -2,
  admin: true,
  complexity: 'O(N)',
  summary: 'Lists the connected clients, one a line.',
  syntax: '[TYPE <normal | master | replica | pubsub>] [ID client-id [client-id ...]]',
  parse(args): (client: Client) => boolean {
    if (args.done) return () => true;
    if (args.left === 2 && args.accept('TYPE')) {
      const type = typeNamed(args.next());
      return (client) => typeOfClient(client) === type;
    }
    if (args.left > 1 && args.accept('ID')) {
      const ids = new Set<number>();
      while (!args.done) ids.add(args.integer(errors.INVALID_CLIENT_ID));
      return (client) => ids.has(client.id);
    }
    throw errors.SYNTAX;
  },
  run(call, wanted) {
    let text = '';
    for (const client of call.engine.clients.values())
      if (wanted(client)) {
        if (wanted(client))
          text += `${describeClient(client, call.now, client === call.client ? call.argv : undefined)}\n`;
      }
    return verbatim(text);
  },
});

export const info = clientCommand({
  name: 'INFO',
  since: '6.2.0',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Tells about this connection, in the format of CLIENT LIST.',
  syntax: '',
  run: ({ argv, client, now }) => verbatim(`${describeClient(client, now, argv)}\n`),
});

interface KillRequest {
  readonly matches: (client: Client, call: Call) => boolean;
  readonly user: string | undefined;
  readonly skipMe: boolean;
  /** `CLIENT KILL addr`, which kills one and answers OK or an error instead of a count. */
  readonly old: boolean;
}

export const kill = clientCommand({
  name: 'KILL',
  since: '2.4.0',
  arity: -3,
  admin: true,
  complexity: 'O(N)',
  summary: 'Closes the connections that match all filters.',
  syntax:
    '<ip:port | <[ID client-id] | [TYPE <normal | master | slave | replica | pubsub>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage]> [<[ID client-id] | [TYPE <normal | master | slave | replica | pubsub>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage]> ...]>',
  parse(args): KillRequest {
    if (args.left === 1) {
      const addr = args.next();
      return { matches: (client) => client.addr === addr, user: undefined, skipMe: false, old: true };
    }
    const tests: ((client: Client, call: Call) => boolean)[] = [];
    let skipMe = true;
    let user: string | undefined;
    while (!args.done) {
      const option = args.option();
      const value = args.next();
      switch (option) {
        case 'ID': {
          const id = Number(parseInt64(value) ?? 0);
          if (id < 1) throw errors.err('client-id should be greater than 0');
          tests.push((client) => client.id === id);
          break;
        }
        case 'TYPE': {
          const type = typeNamed(value);
          tests.push((client) => typeOfClient(client) === type);
          break;
        }
        case 'ADDR':
          tests.push((client) => client.addr === value);
          break;
        case 'LADDR':
          tests.push((client) => client.laddr === value);
          break;
        case 'USER':
          user = value;
          tests.push((client) => client.user.name === value);
          break;
        case 'SKIPME':
          skipMe = yesOrNo(value);
          break;
        case 'MAXAGE': {
          const age = parseInt64(value);
          if (age === undefined) throw errors.err('maxage is not an integer or out of range');
          if (age <= 0) throw errors.err('maxage should be greater than 0');
          tests.push((client, call) => Math.floor((call.now - client.createdAt) / 1000) >= Number(age));
          break;
        }
        default:
          throw errors.SYNTAX;
      }
    }
    return { matches: (client, call) => tests.every((test) => test(client, call)), user, skipMe, old: false };
  },
  run(call, { matches, user, skipMe, old }) {
    const { engine, client: self } = call;
    if (user !== undefined && !engine.acl.users.has(user)) throw errors.noSuchUser(user);
    let killed = 0;
    for (const client of [...engine.clients.values()]) {
      if ((client === self && skipMe) || !matches(client, call)) continue;
      killed++;
      // The one who asks still gets the answer.
      if (client === self) client.closing = true;
      else engine.close(client);
    }
    if (!old) return killed;
    if (killed === 0) throw errors.NO_SUCH_CLIENT;
    return OK;
  },
});

function yesOrNo(value: string): boolean {
  const word = value.toUpperCase();
  if (word !== 'YES' && word !== 'NO') throw errors.SYNTAX;
  return word === 'YES';
}
