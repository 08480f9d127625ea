/** `npm run resp -- --port 6390 --seed 1 --dir data`: runs the bridge until it is interrupted. */
import { parseArgs } from 'node:util';
import { Bridge } from './bridge.ts';
import { openFileStore } from './file-store.ts';
import { DEFAULT_NAMES } from './log-folder.ts';
import { tellPlaces } from './places.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '6390' },
    seed: { type: 'string' },
    // Where dump.rdb and appendonlydir are kept; without it nothing is.
    dir: { type: 'string' },
    // Names of the files in it, as a server's configuration gives them.
    dbfilename: { type: 'string', default: DEFAULT_NAMES.dump },
    appenddirname: { type: 'string', default: DEFAULT_NAMES.folder },
    appendfilename: { type: 'string', default: DEFAULT_NAMES.log },
  },
});
const port = Number(values.port);
const seed = values.seed === undefined ? undefined : Number(values.seed);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port takes a number up to 65535, not ${values.port}`);
  process.exit(2);
}
if (seed !== undefined && !Number.isInteger(seed)) {
  console.error(`--seed takes a whole number, not ${values.seed}`);
  process.exit(2);
}

for (const name of ['dbfilename', 'appenddirname', 'appendfilename'] as const) {
  if (!/[/\\]|^\.*$/.test(values[name])) continue;
  console.error(`--${name} takes a name without a path, not ${values[name]}`);
  process.exit(2);
}

try {
  const store =
    values.dir === undefined
      ? undefined
      : openFileStore(values.dir, {
          dump: values.dbfilename,
          folder: values.appenddirname,
          log: values.appendfilename,
        });
  if (store?.dumpIsNewer) {
    console.warn(
      `${values.dbfilename} is newer than the log in ${values.appenddirname}. The log is loaded, as by a server with ` +
        `appendonly yes; what one without it wrote since is in ${values.dbfilename} alone: move the log away to load that.`,
    );
  }
  const bridge = await Bridge.start({
    port,
    ...(seed !== undefined && { seed }),
    ...(store && { store }),
  });
  if (store) tellPlaces(bridge.engine.config, store);
  if (bridge.recovered) {
    const { keys, commands, truncatedBytes, skipped, damage } = bridge.recovered;
    console.log(`${keys} keys in ${values.dir}, ${commands} commands replayed`);
    if (truncatedBytes > 0)
      console.warn(`${truncatedBytes} bytes at the end of the log were no whole command`);
    for (const what of skipped) console.warn(`left out, and gone from the next snapshot on: ${what}`);
    for (const { part, offset, reason } of damage) {
      console.warn(
        `the ${part} is damaged at byte ${offset} (${reason}); that part was set aside in ${values.dir}/aside`,
      );
    }
  }
  console.log(`Keyglass answers RESP on 127.0.0.1:${bridge.port}. Try: redis-cli -p ${bridge.port}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void bridge.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`cannot start on port ${port}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
