import type { Scenario } from './scenario.ts';

export const whatIsAKeyValueStore: Scenario = {
  id: 'what-is-a-key-value-store',
  title: 'What a key-value store is',
  summary: 'A name, a value, and how long to keep it: SET, GET, EX and DEL.',
  text: [
    'A key-value store is a dictionary that a program talks to over the network. You put a value under a name, the key, and get it back by that name. There are no tables and no queries: you have to know the key.',
    'Everything is held in memory, so a read takes microseconds. A key can be given a time to live (TTL); when it is over, the key is gone, without anybody deleting it. Run the script and watch the keyspace: one key counts down and leaves.',
  ],
  script: `# Put a value under a key, and read it back.
SET greeting "Hello, world"
GET greeting
# @expect "Hello, world"

# A key that does not exist has no value.
GET nobody
# @expect (nil)

# Keys are flat names. The colon is only a habit, but a useful one.
SET user:1:name Ada
SET user:2:name Grace

# EX keeps a key for ten seconds. Watch the ring beside it.
SET code:4711 "one-time code" EX 10
TTL code:4711

# Deleting is explicit, or the TTL does it.
DEL greeting
# @expect (integer) 1
EXISTS greeting
# @expect (integer) 0
`,
  view: { panel: 'inspector', key: 'code:4711' },
};
