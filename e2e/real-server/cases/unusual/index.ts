/** The odd arguments: what nobody types on purpose, and what a careful reader of the documentation tries first. */
export { clients } from './clients.ts';
export { keysAndCollections } from './keys-and-collections.ts';
export { scoresAndCommands } from './scores-and-commands.ts';
export { scripts } from './scripts.ts';
export { server } from './server.ts';
export { severalClients } from './several-clients.ts';
export { streamsAndMessages } from './streams-and-messages.ts';
export { values } from './values.ts';
