/**
 * `embed.js`: defines `<key-glass>` and exports what authors with an iframe of their own need. It puts nothing on the
 * window.
 */
import { createElementClass } from './element.ts';

export { type ConnectOptions, connect, type EmbedClient } from './client.ts';
export type { EventName, Events, RequestName, Requests, RunInfo, StateInfo } from './protocol.ts';
export { VERSION } from './protocol.ts';

const NAME = 'key-glass';
/** The frame and the scenarios lie beside this script. */
const here = import.meta.url;

// Two copies of the script on one page are as good as one.
if (!customElements.get(NAME)) customElements.define(NAME, createElementClass(new URL('.', here)));
