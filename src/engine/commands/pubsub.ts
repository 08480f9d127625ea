import type { Command } from '../command.ts';

export const pubsubCommands: readonly Command[] = [];
