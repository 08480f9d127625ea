import type { Scenario } from './scenario.ts';

export const hashObject: Scenario = {
  id: 'hash-object',
  title: 'An object in a hash',
  summary: 'Fields under one key: read one, change one, count in one, without touching the rest.',
  text: [
    'An object could be kept as JSON text in a string, but then changing one field means reading, changing and writing all of it, and two clients can overwrite each other. A hash keeps each field by itself.',
    'Small hashes are packed tightly in memory: look at the encoding in the inspector. It changes once a field grows past 64 bytes.',
  ],
  script: `HSET user:7 name Ada email ada@example.org visits 0

# One field, some, or all of them.
HGET user:7 name
# @expect "Ada"
HMGET user:7 name email
HGETALL user:7

# Change one field; the others are not touched.
HSET user:7 email lovelace@example.org
# @expect (integer) 0

# A counter inside the object, as atomic as INCR.
HINCRBY user:7 visits 1
HINCRBY user:7 visits 1
# @expect (integer) 2

# A field can go; when the last one goes, so does the key.
HDEL user:7 email
HKEYS user:7

# Packed while it is small …
OBJECT ENCODING user:7
# @expect "listpack"
# … and a real hash table once a field is longer than 64 bytes.
HSET user:7 bio "Wrote the first program for a machine that was never built, and saw that it could do more than count."
OBJECT ENCODING user:7
# @expect "hashtable"
`,
  view: { panel: 'inspector', key: 'user:7' },
};
