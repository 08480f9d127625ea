import type { Scenario } from './scenario.ts';

export const leaderboard: Scenario = {
  id: 'leaderboard',
  title: 'Leaderboard',
  summary: 'A sorted set keeps players in order of their scores while the scores move.',
  text: [
    'A sorted set holds each member once, with a score, and is always in order. So the top ten, a player’s rank and the players around it are quick to read, even among millions.',
    'Watch the ranking beside the script: ZINCRBY moves a score, and the bar moves to its new rank.',
  ],
  script: `DEL game:scores
ZADD game:scores 120 ada 95 grace 180 linus 60 margaret 140 dennis

# The best three, highest first.
ZRANGE game:scores 0 2 REV WITHSCORES

# Points are made …
ZINCRBY game:scores 70 grace
# @wait 800ms
ZINCRBY game:scores 150 margaret
# @wait 800ms
ZINCRBY game:scores 65 ada
# @wait 800ms
ZINCRBY game:scores 40 grace

# … and the ranking follows. Ranks count from 0.
ZREVRANK game:scores margaret
# @expect (integer) 0
ZSCORE game:scores grace
# @expect "205"

# Who has between 150 and 200 points?
ZRANGE game:scores 150 200 BYSCORE WITHSCORES
ZCARD game:scores
# @expect (integer) 5
`,
  view: { panel: 'ranking', key: 'game:scores' },
};
