import type { Scenario } from './scenario.ts';

export const whenNot: Scenario = {
  id: 'when-not',
  title: 'When not to use it',
  summary: 'No questions across keys, no foreign keys, no room beyond memory: what belongs in a database.',
  text: [
    'A key-value store answers “what is under this key?” at once. It does not answer “which users live in Paris?”: there are no queries across values. You can build an index yourself, with a set for each city, and then you have to keep it right yourself.',
    'It is also not the place for the only copy of your data. It is held in memory, what a crash loses depends on settings, and keys may be evicted when memory is full. Keep the truth in a database and put here what can be rebuilt.',
  ],
  script: `HSET user:1 name Ada city London
HSET user:2 name Blaise city Paris
HSET user:3 name Sophie city Paris

# "Who lives in Paris?" There is no such command: every user has to be read.
KEYS user:*
HGET user:1 city
HGET user:2 city
HGET user:3 city

# An index of your own: a set for each city …
SADD city:London 1
SADD city:Paris 2 3
SMEMBERS city:Paris

# … that nobody keeps right but you. Blaise moves, and the index is wrong:
HSET user:2 city London
SISMEMBER city:Paris 2
# @expect (integer) 1

# Nothing checks references either: this order belongs to nobody.
HSET order:1 user 99 total 12
EXISTS user:99
# @expect (integer) 0

# And MULTI is no rollback: the second command fails, the first one stays done.
SET balance 100
MULTI
INCRBY balance -30
LPUSH balance oops
EXEC
GET balance
# @expect "70"
`,
  view: { panel: 'inspector', key: 'city:Paris' },
};
