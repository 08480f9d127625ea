/** CLIENT: a connection's name and modes, and what one client can do to the others. */
import { defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NO_REPLY, OK } from '../../reply.ts';
import { helpCommand } from '../help.ts';
import { info, kill, list } from './client-list.ts';
import { clientCommand } from './facts.ts';
import { isClientName } from './session.ts';
import { caching, getredir, tracking, trackinginfo } from './tracking.ts';

const id = clientCommand({
  name: 'ID',
  since: '5.0.0',
  arity: 2,
  complexity: 'O(1)',
  summary: "Returns this connection's number, which is never given twice.",
  syntax: '',
  run: ({ client }) => client.id,
});

const getname = clientCommand({
  name: 'GETNAME',
  since: '2.6.9',
  arity: 2,
  complexity: 'O(1)',
  summary: "Returns this connection's name, or null.",
  syntax: '',
  run: ({ client }) => (client.name === '' ? null : client.name),
});

const setname = clientCommand({
  name: 'SETNAME',
  since: '2.6.9',
  arity: 3,
  complexity: 'O(1)',
  summary: 'Names this connection; an empty name takes the name away.',
  syntax: 'connection-name',
  parse: (args) => args.next(),
  run({ client }, name) {
    if (!isClientName(name)) throw errors.BAD_CLIENT_NAME;
    client.name = name;
    return OK;
  },
});

const setinfo = clientCommand({
  name: 'SETINFO',
  since: '7.2.0',
  arity: 4,
  complexity: 'O(1)',
  summary: 'Says which client library this connection uses.',
  syntax: '<lib-name libname | lib-ver libver>',
  parse(args) {
    const option = args.next();
    const attribute = option.toLowerCase();
    const value = args.next();
    if (attribute !== 'lib-name' && attribute !== 'lib-ver') {
      throw errors.err(`Unrecognized option '${option}'`);
    }
    if (!isClientName(value)) {
      throw errors.err(`${attribute} cannot contain spaces, newlines or special characters.`);
    }
    return { attribute, value };
  },
  run({ client }, { attribute, value }) {
    if (attribute === 'lib-name') client.libName = value;
    else client.libVersion = value;
    return OK;
  },
});

const reply = clientCommand({
  name: 'REPLY',
  since: '3.2.0',
  arity: 3,
  complexity: 'O(1)',
  summary: 'Turns the replies to this connection on or off, or leaves out the next one.',
  syntax: '<ON | OFF | SKIP>',
  parse: (args) => args.option(),
  run({ client }, mode) {
    switch (mode) {
      case 'ON':
        client.replyMode = 'on';
        return OK;
      case 'OFF':
        client.replyMode = 'off';
        return NO_REPLY;
      case 'SKIP':
        if (client.replyMode !== 'off') client.replyMode = 'skip-next';
        return NO_REPLY;
      default:
        throw errors.SYNTAX;
    }
  },
});

const onOrOff = (word: string): boolean => {
  if (word !== 'ON' && word !== 'OFF') throw errors.SYNTAX;
  return word === 'ON';
};

const noEvict = clientCommand({
  name: 'NO-EVICT',
  since: '7.0.0',
  arity: 3,
  admin: true,
  complexity: 'O(1)',
  summary: 'Exempts this connection from being closed to save memory, or not.',
  syntax: '<ON | OFF>',
  parse: (args) => onOrOff(args.option()),
  run({ client }, on) {
    client.noEvict = on;
    return OK;
  },
});

const noTouch = clientCommand({
  name: 'NO-TOUCH',
  since: '7.2.0',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  complexity: 'O(1)',
  summary: "Lets this connection's commands leave the last use of keys as it is, or not.",
  syntax: '<ON | OFF>',
  parse: (args) => onOrOff(args.option()),
  run({ client }, on) {
    client.noTouch = on;
    return OK;
  },
});

const pause = clientCommand({
  name: 'PAUSE',
  since: '3.0.0',
  arity: -3,
  admin: true,
  complexity: 'O(1)',
  summary: 'Makes all clients, or those that write, wait for some milliseconds.',
  syntax: 'timeout [WRITE | ALL]',
  parse(args) {
    const words = args.rest();
    if (words.length > 2) throw errors.subcommandSyntax(args.argv[1] ?? '', 'CLIENT');
    const mode = (words[1] ?? 'ALL').toUpperCase();
    if (mode !== 'ALL' && mode !== 'WRITE') throw errors.err('CLIENT PAUSE mode must be WRITE or ALL');
    args.pos -= words.length;
    const ms = args.integer(errors.err('timeout is not an integer or out of range'));
    if (ms < 0) throw errors.TIMEOUT_NEGATIVE;
    return { ms, mode };
  },
  run({ engine, now }, { ms, mode }) {
    // A pause on top of another never shortens or loosens it.
    const running = engine.keyspace.paused;
    engine.pauseMode = mode === 'ALL' || (running && engine.pauseMode === 'all') ? 'all' : 'write';
    engine.keyspace.pausedUntil = Math.max(engine.keyspace.pausedUntil, now + ms);
    return OK;
  },
});

const unpause = clientCommand({
  name: 'UNPAUSE',
  since: '6.2.0',
  arity: 2,
  admin: true,
  complexity: 'O(N)',
  summary: 'Ends a pause: the commands that waited run.',
  syntax: '',
  run({ engine }) {
    engine.keyspace.pausedUntil = 0;
    return OK;
  },
});

const unblock = clientCommand({
  name: 'UNBLOCK',
  since: '5.0.0',
  arity: -3,
  admin: true,
  complexity: 'O(logN)',
  summary: 'Ends the wait of a blocked client, as if its time were up or with an error.',
  syntax: 'client-id [TIMEOUT | ERROR]',
  parse(args) {
    const words = args.rest();
    const reason = (words[1] ?? 'TIMEOUT').toUpperCase();
    if (words.length > 2) throw errors.subcommandSyntax(args.argv[1] ?? '', 'CLIENT');
    if (reason !== 'TIMEOUT' && reason !== 'ERROR') {
      throw errors.err('CLIENT UNBLOCK reason should be TIMEOUT or ERROR');
    }
    args.pos -= words.length;
    return { target: args.integer(), error: reason === 'ERROR' };
  },
  run({ engine }, { target, error }) {
    const client = engine.clients.get(target);
    if (!client?.blocked) return 0;
    engine.unblockLater(client, error ? errors.UNBLOCKED : client.blocked.onTimeout);
    return 1;
  },
});

export const client = defineContainer(
  {
    name: 'CLIENT',
    group: 'connection',
    since: '2.4.0',
    arity: -2,
    flags: ['sentinel'],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages connections.',
    syntax: '',
  },
  [
    caching,
    getname,
    getredir,
    helpCommand('CLIENT', {
      group: 'connection',
      since: '5.0.0',
      categories: ['connection'],
      sentinel: true,
    }),
    id,
    info,
    kill,
    list,
    noEvict,
    noTouch,
    pause,
    reply,
    setinfo,
    setname,
    tracking,
    trackinginfo,
    unblock,
    unpause,
  ],
);
