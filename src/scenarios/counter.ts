import type { Scenario } from './scenario.ts';

export const counter: Scenario = {
  id: 'counter',
  title: 'A counter that cannot lose',
  summary: 'INCR by two clients at once, beside GET and SET, which lose an update.',
  text: [
    'Two clients count page views. If each reads the number, adds one and writes it back, both may read the same number: one view is lost. Nothing failed and nobody is told.',
    'INCR does the reading, adding and writing as one step inside the server. Commands run one after the other, so no other client can come in between, and no view is lost.',
  ],
  script: `SET views:lossy 0
SET views 0

# Both clients read before either writes …
# @client alice
GET views:lossy
# @expect "0"
# @client bob
GET views:lossy
# @expect "0"

# … so both write 1, and one view is lost.
# @client alice
SET views:lossy 1
# @client bob
SET views:lossy 1

# INCR is one step: two calls are always two views.
# @client alice
INCR views
# @client bob
INCR views

# @client main
MGET views:lossy views
# @expect 1) "1"
# @expect 2) "2"

# The same step takes any amount, and goes down too.
INCRBY views 10
DECR views
# @expect (integer) 11
`,
  view: { panel: 'console', clients: ['alice', 'bob'] },
};
