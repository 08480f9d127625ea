/** DEBUG PROTOCOL: a sample of each reply type, the same ones as the reference's, for tests of clients. */
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { boolean, double, map, push, type Reply, set, verbatim } from '../../reply.ts';

const SAMPLES: Record<string, (call: Call) => Reply> = {
  string: () => 'Hello World',
  integer: () => 12345,
  double: () => double(3141 / 1000),
  null: () => null,
  array: () => [0, 1, 2],
  set: () => set([0, 1, 2]),
  map: () => map([0, boolean(false), 1, boolean(true), 2, boolean(false)]),
  bignum: () => ({ kind: 'bignumber', digits: '1234567999999999999999999999999999999' }),
  attrib: () => ({
    kind: 'attribute',
    entries: ['key-popularity', ['key:123', 90]],
    reply: 'Some real reply following the attribute',
  }),
  push({ client, resp }) {
    if (resp < 3) throw errors.err('RESP2 is not supported by this command');
    client.sink.push(push(['server-cpu-usage', 42]));
    return 'Some real reply following the push reply';
  },
  true: () => boolean(true),
  false: () => boolean(false),
  verbatim: () => verbatim('This is a verbatim\nstring'),
};

/** The sample of `type`, or the reference's error. */
export function protocolSample(type: string, call: Call): Reply {
  const sample = SAMPLES[type];
  if (!sample) {
    throw errors.err(
      'Wrong protocol type name. Please use one of the following: string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false',
    );
  }
  return sample(call);
}
