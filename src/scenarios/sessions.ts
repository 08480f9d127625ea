import type { Scenario } from './scenario.ts';

export const sessions: Scenario = {
  id: 'sessions',
  title: 'Sessions',
  summary: 'Log in, slide the expiry with every request, and log out everywhere.',
  text: [
    'A session is a few facts about somebody who logged in, found by a token in a cookie. A hash holds the facts; a TTL ends the session when the person stays away.',
    'Each request sets the TTL anew, so an active session stays: it slides. A set of tokens for each user makes it possible to end all of them at once, on every device.',
  ],
  script: `# Log in on the laptop: a hash with the facts, for 30 seconds of silence.
HSET session:a81f user 7 name Ada device laptop
EXPIRE session:a81f 30
SADD user:7:sessions a81f

# And on the phone.
HSET session:c02d user 7 name Ada device phone
EXPIRE session:c02d 30
SADD user:7:sessions c02d

# A request comes with a token: who is it?
HGETALL session:a81f

# … and the session slides: its 30 seconds start again.
# @wait 2s
EXPIRE session:a81f 30
TTL session:a81f
# @expect (integer) 30

# Log out everywhere: end every token of the user, then forget the list.
SMEMBERS user:7:sessions
DEL session:a81f session:c02d user:7:sessions
# @expect (integer) 3
HGETALL session:a81f
# @expect (empty array)
`,
  view: { panel: 'inspector', key: 'session:a81f' },
};
