/** Commands about the server as a whole. */
import type { Command } from '../../command.ts';
import { clusterCommands } from './absent/cluster.ts';
import { migrateCommands } from './absent/migrate.ts';
import { processCommands } from './absent/modules.ts';
import { replicationCommands } from './absent/replication.ts';
import { acl } from './acl/index.ts';
import { basicCommands } from './basics.ts';
import { command } from './command/index.ts';
import { config } from './config.ts';
import { debug } from './debug.ts';
import { infoCommands } from './info.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { slowlog } from './slowlog.ts';

export const serverCommands: readonly Command[] = [
  ...basicCommands,
  ...infoCommands,
  ...clusterCommands,
  ...migrateCommands,
  ...processCommands,
  ...replicationCommands,
  acl,
  command,
  config,
  debug,
  latency,
  memory,
  slowlog,
];
