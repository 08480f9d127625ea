import type { Scenario } from './scenario.ts';

export const cache: Scenario = {
  id: 'cache',
  title: 'Cache with a TTL',
  summary: 'Ask the cache first, fill it on a miss, and let the TTL throw old answers away.',
  text: [
    'A cache keeps copies of answers that are slow to get. The program asks the store first. On a hit it is done. On a miss it asks the database, and puts the answer into the store with a TTL for the next one who asks.',
    'The TTL bounds how old an answer can be. When the data changes, deleting the key is the simplest way to get a fresh answer at once. The database stays the source of truth: every key here may vanish and nothing is lost.',
  ],
  script: `# 1. Ask the cache: a miss.
GET cache:product:42
# @expect (nil)

# 2. The program asks its database, then fills the cache for 5 seconds.
SET cache:product:42 "{\\"name\\":\\"Teapot\\",\\"price\\":24}" EX 5

# 3. Whoever asks now gets a hit, and the TTL goes on counting.
GET cache:product:42
TTL cache:product:42

# 4. The price changes in the database. Delete the copy, so that nobody reads the old price.
DEL cache:product:42
# @expect (integer) 1

# 5. The next reader misses and fills it again.
GET cache:product:42
# @expect (nil)
SET cache:product:42 "{\\"name\\":\\"Teapot\\",\\"price\\":29}" EX 5

# 6. Wait, and the copy leaves by itself.
# @wait 5.1s
GET cache:product:42
# @expect (nil)

# Plain SET without EX would have taken the TTL away: that is how caches grow old.
`,
  view: { panel: 'inspector', key: 'cache:product:42' },
};
