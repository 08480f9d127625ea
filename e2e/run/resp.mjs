/** `npm run resp -- --port 6390`: the engine behind a loopback TCP port, for redis-cli and other clients. */
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

await import(pathToFileURL(await bundle('e2e/resp-bridge/main.ts')).href);
