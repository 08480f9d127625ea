/** CLIENT TRACKING and its kin: what a client that caches replies asks of the server. */
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { map, OK, type Reply, set } from '../../reply.ts';
import { clientCommand } from './facts.ts';

export const getredir = clientCommand({
  name: 'GETREDIR',
  since: '6.0.0',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Returns the client that gets the invalidation messages: 0 for this one, -1 without tracking.',
  syntax: '',
  run: ({ client }) => client.tracking?.redirect ?? -1,
});

export const caching = clientCommand({
  name: 'CACHING',
  since: '6.0.0',
  arity: 3,
  complexity: 'O(1)',
  summary: 'Says whether the keys of the next command are tracked, in OPTIN and OPTOUT modes.',
  syntax: '<YES | NO>',
  parse: (args) => args.option(),
  run({ client }, word) {
    const state = client.tracking;
    if (!state) throw errors.CACHING_WITHOUT_MODE;
    if (word === 'YES') {
      if (!state.optIn)
        throw errors.err('CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.');
    } else if (word === 'NO') {
      if (!state.optOut)
        throw errors.err('CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.');
    } else throw errors.SYNTAX;
    state.caching = true;
    return OK;
  },
});

interface Request {
  readonly on: string;
  readonly bcast: boolean;
  readonly optIn: boolean;
  readonly optOut: boolean;
  readonly noLoop: boolean;
  readonly redirects: readonly number[];
  readonly prefixes: readonly string[];
}

export const tracking = clientCommand({
  name: 'TRACKING',
  since: '6.0.0',
  arity: -3,
  complexity: 'O(1)',
  summary: 'Makes the server tell this client when keys that it read were changed.',
  syntax:
    '<ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]',
  parse(args): Request {
    const on = args.option();
    const flags = { bcast: false, optIn: false, optOut: false, noLoop: false };
    const redirects: number[] = [];
    const prefixes: string[] = [];
    while (!args.done) {
      const more = args.left > 1;
      if (more && args.accept('REDIRECT')) redirects.push(args.integer());
      else if (more && args.accept('PREFIX')) prefixes.push(args.next());
      else if (args.accept('BCAST')) flags.bcast = true;
      else if (args.accept('OPTIN')) flags.optIn = true;
      else if (args.accept('OPTOUT')) flags.optOut = true;
      else if (args.accept('NOLOOP')) flags.noLoop = true;
      else throw errors.SYNTAX;
    }
    return { on, redirects, prefixes, ...flags };
  },
  run(call, request) {
    const { client, engine } = call;
    const [redirect, another] = request.redirects;
    if (redirect !== undefined && !engine.clients.has(redirect)) {
      throw errors.err('The client ID you want redirect to does not exist');
    }
    if (another !== undefined) throw errors.err('A client can only redirect to a single other client');
    if (request.on === 'OFF') engine.tracking.disable(client);
    else if (request.on === 'ON') {
      check(call, request);
      engine.tracking.enable(client, { ...request, redirect: redirect ?? 0 });
    } else throw errors.SYNTAX;
    return OK;
  },
});

/** Refuses combinations that make no sense, in the reference's order. */
function check({ client }: Call, { bcast, optIn, optOut, prefixes }: Request): void {
  const state = client.tracking;
  if (!bcast && prefixes.length > 0) throw errors.err('PREFIX option requires BCAST mode to be enabled');
  if (state && state.bcast !== bcast) throw errors.trackingSwitch('BCAST mode on/off');
  if (bcast && (optIn || optOut)) throw errors.err('OPTIN and OPTOUT are not compatible with BCAST');
  if (optIn && optOut) throw errors.err("You can't specify both OPTIN mode and OPTOUT mode");
  if (state && ((optIn && state.optOut) || (optOut && state.optIn))) {
    throw errors.trackingSwitch('OPTIN/OPTOUT mode');
  }
  const overlap = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);
  for (const [i, prefix] of prefixes.entries()) {
    for (const existing of state?.prefixes ?? []) {
      if (overlap(prefix, existing)) throw errors.prefixOverlap(prefix, 'an existing', existing);
    }
    for (const other of prefixes.slice(i + 1)) {
      if (overlap(prefix, other)) throw errors.prefixOverlap(prefix, 'another provided', other);
    }
  }
}

export const trackinginfo = clientCommand({
  name: 'TRACKINGINFO',
  since: '6.2.0',
  arity: 2,
  complexity: 'O(1)',
  summary: "Tells how this connection's tracking is set.",
  syntax: '',
  run({ client }): Reply {
    const state = client.tracking;
    const flags = [state ? 'on' : 'off'];
    if (state?.bcast) flags.push('bcast');
    if (state?.optIn) flags.push('optin', ...(state.caching ? ['caching-yes'] : []));
    if (state?.optOut) flags.push('optout', ...(state.caching ? ['caching-no'] : []));
    if (state?.noLoop) flags.push('noloop');
    if (state?.broken) flags.push('broken_redirect');
    return map(['flags', set(flags), 'redirect', state?.redirect ?? -1, 'prefixes', state?.prefixes ?? []]);
  },
});
