/** Commands about the connection itself. */
import type { Command } from '../../command.ts';
import { client } from './client.ts';
import { sessionCommands } from './session.ts';

export const connectionCommands: readonly Command[] = [...sessionCommands, client];
