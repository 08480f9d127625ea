/** The registry: every command of the engine, by its lower-case name. */
import type { Command } from '../command.ts';
import { bitmapCommands } from './bitmaps/index.ts';
import { connectionCommands } from './connection/index.ts';
import { genericCommands } from './generic.ts';
import { geoCommands } from './geo/index.ts';
import { hashCommands } from './hashes/index.ts';
import { hyperloglogCommands } from './hyperloglog/index.ts';
import { listCommands } from './lists/index.ts';
import { persistenceCommands } from './persistence/index.ts';
import { pubsubCommands } from './pubsub/index.ts';
import { scriptingCommands } from './scripting/index.ts';
import { serverCommands } from './server/index.ts';
import { setCommands } from './sets/index.ts';
import { sortedSetCommands } from './sorted-sets/index.ts';
import { streamCommands } from './streams/index.ts';
import { stringCommands } from './strings.ts';
import { transactionCommands } from './transactions.ts';

export const registry: ReadonlyMap<string, Command> = new Map(
  [
    bitmapCommands,
    connectionCommands,
    genericCommands,
    geoCommands,
    hashCommands,
    hyperloglogCommands,
    listCommands,
    persistenceCommands,
    pubsubCommands,
    scriptingCommands,
    serverCommands,
    setCommands,
    sortedSetCommands,
    streamCommands,
    stringCommands,
    transactionCommands,
  ]
    .flat()
    .map((command) => [command.name.toLowerCase(), command]),
);
