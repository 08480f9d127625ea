/** `npm run lessons [-- path …]`: checks lessons with the real engine: each is solved by its solutions, and not without. */
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

await import(pathToFileURL(await bundle('e2e/lessons/main.ts')).href);
