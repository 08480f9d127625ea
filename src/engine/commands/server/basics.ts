/** TIME, MONITOR, LOLWUT. */
import { type Command, defineCommand, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NO_REPLY, OK, verbatim } from '../../reply.ts';
import { COMPATIBLE_VERSION } from '../../version.ts';

const time = defineCommand({
  name: 'TIME',
  group: 'server',
  since: '2.6.0',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: "Returns the server's clock: seconds since 1970, and microseconds within the second.",
  syntax: '',
  run: ({ now }) => [String(Math.floor(now / 1000)), String((now % 1000) * 1000)],
});

const monitor = defineCommand({
  name: 'MONITOR',
  group: 'server',
  since: '1.0.0',
  arity: 1,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  keys: noKeys,
  complexity: '-',
  summary: 'Shows every command that the server runs from now on.',
  syntax: '',
  run({ client, engine, origin }) {
    if (origin !== 'plain') throw errors.err("MONITOR isn't allowed for DENY BLOCKING client");
    if (client.monitor) return NO_REPLY;
    client.monitor = true;
    engine.monitors.add(client);
    return OK;
  },
});

/** A keyhole plate with a random grain: no two alike, and the same seed draws the same one. */
const lolwut = defineCommand({
  name: 'LOLWUT',
  group: 'server',
  since: '5.0.0',
  arity: -1,
  flags: ['readonly', 'fast'],
  keys: noKeys,
  complexity: '-',
  summary: 'Draws a keyhole in ASCII and names the version.',
  syntax: '[VERSION version]',
  parse(args) {
    if (args.accept('VERSION') && !args.done) args.integer();
    return undefined;
  },
  run({ random }) {
    const WIDTH = 33;
    const HEIGHT = 15;
    const GRAIN = ' .:-=';
    let text = '';
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const dx = (x - (WIDTH - 1) / 2) / 2;
        const inBow = dx ** 2 + (y - 4.5) ** 2 < 9;
        const inSlot = y > 5 && y < 13 && Math.abs(dx) < 0.6 + (y - 6) * 0.25;
        const inPlate = (dx / 8) ** 2 + ((y - 7) / 7.5) ** 2 < 1;
        if (inBow || inSlot) text += ' ';
        else text += inPlate ? '#' : (GRAIN[random.below(GRAIN.length)] ?? ' ');
      }
      text += '\n';
    }
    return verbatim(`${text}\nRedis ver. ${COMPATIBLE_VERSION}\n`);
  },
});

export const basicCommands: readonly Command[] = [time, monitor, lolwut];
