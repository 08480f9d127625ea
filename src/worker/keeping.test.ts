import { expect, test } from 'vitest';
import { summary } from './keeping.ts';

test('what a recovery met is told with its place and what became of it', () => {
  const told = { keys: 1, commands: 2, ms: 3, truncatedBytes: 0, skipped: [], damage: [] };
  expect(summary(told)).toEqual({ keys: 1, commands: 2, ms: 3, problems: [] });
  const { problems } = summary({
    ...told,
    truncatedBytes: 7,
    skipped: ['function library f: a reason'],
    damage: [
      { part: 'log', offset: 27, reason: 'a length is absurd', aside: 1 },
      { part: 'snapshot', offset: 12, reason: 'the data ends too early (at byte 12)', aside: 2 },
      { part: 'log', offset: 0, reason: 'the snapshot before it is damaged' },
    ],
  });
  expect(problems).toEqual([
    'The log that was kept is damaged at byte 27: a length is absurd. What comes before it was loaded; the rest was set aside and can be downloaded under Durability, Storage.',
    'The snapshot that was kept is damaged: the data ends too early (at byte 12). The keys before it were loaded; the rest was set aside and can be downloaded under Durability, Storage.',
    'The log that was kept is damaged at byte 0: the snapshot before it is damaged. Nothing of it could be loaded.',
    'Of what was kept this could not be loaded: function library f: a reason.',
    'The last 7 bytes of the command log were not a whole command, as after a crash, and were cut off.',
  ]);
});
