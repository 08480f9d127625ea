import type { Scenario } from './scenario.ts';

export const feed: Scenario = {
  id: 'feed',
  title: 'Time-ordered feed',
  summary:
    'The time as the score: the newest posts, the posts since, and a feed that does not grow for ever.',
  text: [
    'When the score of a sorted set is a time, the set is a timeline. The newest entries are a range from the end, “everything since I last looked” is a range by score, and cutting the tail keeps it small.',
    'The feed holds only ids. The posts themselves are hashes under their own keys, so each is stored once, however many feeds it is in.',
  ],
  script: `# Posts are objects of their own.
HSET post:101 by ada text "The engine is warm."
HSET post:102 by grace text "Found a moth in the relay."
HSET post:103 by ada text "Note G is done."
HSET post:104 by linus text "It boots."

# A feed: the score is the time in seconds.
ZADD feed:home 1700000000 post:101 1700000060 post:102 1700000180 post:103 1700000240 post:104

# A page of the newest two, and the page after it.
ZRANGE feed:home 0 1 REV
# @expect 1) "post:104"
# @expect 2) "post:103"
ZRANGE feed:home 2 3 REV

# Everything since a moment. The bracket means: not including.
ZRANGE feed:home (1700000060 +inf BYSCORE
# @expect 1) "post:103"
# @expect 2) "post:104"
ZCOUNT feed:home (1700000060 +inf
# @expect (integer) 2

# Keep only the newest three.
ZREMRANGEBYRANK feed:home 0 -4
# @expect (integer) 1
ZRANGE feed:home 0 -1 REV WITHSCORES
`,
  view: { panel: 'ranking', key: 'feed:home' },
};
