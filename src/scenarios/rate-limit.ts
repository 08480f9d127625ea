import type { Scenario } from './scenario.ts';

export const rateLimit: Scenario = {
  id: 'rate-limit',
  title: 'Rate limit',
  summary: 'INCR and EXPIRE count requests in a window; past the limit the answer is 429.',
  text: [
    'Five requests in ten seconds are allowed. One counter for each caller counts them: INCR makes the key with the first request, and EXPIRE ends the window. NX sets the TTL only where there is none, so later requests do not push the end of the window away.',
    'The number that INCR returns decides: up to 5 the request goes through, from 6 on the program answers 429 Too Many Requests, and TTL says when to try again.',
  ],
  script: `# A request by 203.0.113.9: count it, and start the window with the first one.
INCR limit:203.0.113.9
# @expect (integer) 1
EXPIRE limit:203.0.113.9 10 NX
# @expect (integer) 1

# Four more requests.
INCR limit:203.0.113.9
EXPIRE limit:203.0.113.9 10 NX
# @expect (integer) 0
INCR limit:203.0.113.9
INCR limit:203.0.113.9
INCR limit:203.0.113.9
# @expect (integer) 5

# The sixth is one too many: 6 > 5, so the program answers 429 …
INCR limit:203.0.113.9
# @expect (integer) 6
# … and says when to come back.
TTL limit:203.0.113.9

# When the window has ended, the count starts again.
# @wait 10.1s
INCR limit:203.0.113.9
# @expect (integer) 1
EXPIRE limit:203.0.113.9 10 NX
`,
  view: { panel: 'inspector', key: 'limit:203.0.113.9' },
};
