/**
 * What the page starts a worker with. It is nothing but an import, and nothing imports it: WebKit runs the script of a worker a
 * second time when a module that is fetched later imports it, and then there are two engines, of which one hears the page.
 * The build puts `serve.ts` into a file of its own (e2e/run/site/workers.ts).
 */
import './serve.ts';
