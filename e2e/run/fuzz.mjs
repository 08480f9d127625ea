/** `npm run fuzz -- --seed N --count M`: compares random commands with a real server. */
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

await import(pathToFileURL(await bundle('e2e/real-server/fuzz/main.ts')).href);
