import type { Scenario } from './scenario.ts';

export const pubsub: Scenario = {
  id: 'pubsub',
  title: 'Pub/sub between three clients',
  summary: 'Messages go to whoever listens at that moment, and are kept nowhere.',
  text: [
    'A client that subscribes to a channel gets every message published there from then on. The publisher does not know who listens; PUBLISH returns how many got the message.',
    'Nothing is kept. A message that nobody hears is gone, and a subscriber that comes late has missed what went before. Where that is not good enough, use a list or a stream.',
  ],
  script: `# Nobody listens yet: the message is gone.
# @client newsroom
PUBLISH news "You will not hear this"
# @expect (integer) 0

# @client reader-1
SUBSCRIBE news
# A pattern listens to every channel that matches.
# @client reader-2
PSUBSCRIBE news*

# @client newsroom
# @wait 300ms
PUBLISH news "The tea is ready"
# @expect (integer) 2
PUBLISH news:sport "The match is over"
# @expect (integer) 1

# Who listens to what?
PUBSUB NUMSUB news
PUBSUB NUMPAT
# @expect (integer) 1
`,
  view: { panel: 'console', clients: ['reader-1', 'reader-2', 'newsroom'] },
};
