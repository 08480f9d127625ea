/** Where the framed page starts. */
import './frame.css';
import { createPlayground } from '../../client/store.ts';
import look from '../../embed/look.css?raw';
import type { Request } from '../../embed/protocol.ts';
import { SharedEngine } from './engine.ts';
import { Frame } from './frame.ts';
import { HeightReport } from './height.ts';
import { LateWorker } from './late.ts';
import { loadSource } from './load.ts';
import { readOptions } from './options.ts';
import { EmbedPlayground } from './playground.ts';
import { type Answer, FramePort } from './port.ts';
import { spawnSqlWorker, spawnWorker } from './spawn.ts';

/** What the keys of an embed may take. Enough for lessons; a page may hold ten. */
const MAX_MEMORY = 64 * 1024 * 1024;

const sheet = new CSSStyleSheet();
sheet.replaceSync(look);
// Before the page's own sheets come adopted ones last, so what frame.css changes is more specific there.
document.adoptedStyleSheets = [sheet];

const options = readOptions(location.href);
const engine = options.borrow ? undefined : new SharedEngine(spawnWorker);
const lent = new LateWorker();
const store = createPlayground({
  createWorker: engine ? engine.createWorker : lent.createWorker,
  createSqlWorker: spawnSqlWorker,
  keep: options.playground !== undefined,
  maxMemory: MAX_MEMORY,
  ...(options.playground !== undefined && { name: options.playground }),
});
const playground = new EmbedPlayground(store, engine, options.playground !== undefined);
const frame = new Frame(playground, options, (message) => port.tell('error', { message }));
document.getElementById('root')?.replaceWith(frame.element);

const height = new HeightReport(frame.element, options, (pixels) => port.tell('height', { height: pixels }));
const port = new FramePort(options.origin, {
  connected(script) {
    if (script !== undefined) show(options.title, script);
    else if (loaded) port.tell('ready', { script: playground.script.full });
    else if (missing !== undefined) port.tell('error', { message: missing });
    height.asked();
  },
  heightWanted: () => height.asked(),
  request: answer,
});
playground.listeners.add({
  result: (info) => port.tell('result', info),
  check: (info) => port.tell('check', info),
  ran: (ran) => port.tell('ran', { ran }),
});
/** Settles what waits for the embed that this one depends on. */
let goOn: ((error: string | undefined) => void) | undefined;
if (options.borrow)
  playground.setup.others = () =>
    new Promise((resolve, reject) => {
      goOn = (error) => (error === undefined ? resolve() : reject(new Error(error)));
      port.tell('prepare', {});
    });
store.subscribe((state, before) => {
  // The script that `ready` tells of is no change.
  if (loaded && state.draft !== before.draft) port.tell('change', { script: playground.script.full });
});

/** The script is shown. */
let loaded = false;
function show(title: string, script: string): void {
  playground.title = title;
  frame.showStatus();
  playground.script.author(script);
  loaded = true;
  height.shown();
  port.tell('ready', { script });
}

/** Why there is nothing to run, where what the address names cannot be had. */
let missing: string | undefined;
/** Settled when what the address names is shown. */
const shown = loadSource(options).then(
  (source) => {
    if (!source) {
      height.shown();
      return;
    }
    playground.setup.source = source;
    const { panel, key } = source.view ?? {};
    if (panel === 'ranking' && key !== undefined) store.getState().actions.selectKey(key);
    if (!loaded) show(options.title || source.title, source.script);
    // Only a page that has put the frame there may have it run by itself; a link to it may not.
    if (options.runOnLoad && window.parent !== window) runWhenSeen();
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    missing = message;
    frame.note(message);
    height.shown();
    port.tell('error', { message });
  },
);

/** Waits until the reader can see the frame: before that it costs them nothing. */
function runWhenSeen(): void {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    playground.run().catch((error: unknown) => frame.note(String(error)));
  });
  seen.observe(frame.element);
}

async function answer({ name, params }: Request, ports: readonly MessagePort[]): Promise<Answer> {
  await shown;
  switch (name) {
    case 'run':
      if (missing !== undefined && playground.script.full === '') throw new Error(missing);
      return { result: await playground.run() };
    case 'runLine':
      return {
        result: await ('line' in params
          ? playground.runLine(params.line)
          : playground.runCommand(params.command)),
      };
    case 'setScript':
      if (params.original) playground.script.replace(params.script);
      else playground.script.show(params.script);
      return { result: undefined };
    case 'getScript':
      return { result: { script: playground.script.full } };
    case 'getState':
      return { result: await playground.state(port.ignored) };
    case 'reset':
      await playground.reset();
      return { result: undefined };
    case 'setTheme':
      frame.setTheme(params.theme);
      return { result: undefined };
    case 'setTitle':
      playground.title = params.title;
      frame.showStatus();
      return { result: undefined };
    case 'share':
      return { result: { url: await playground.share() } };
    case 'prepared':
      goOn?.(params.error);
      return { result: undefined };
    case 'lendEngine':
      if (!engine) throw new Error('This embed has borrowed its own engine.');
      return { result: undefined, ports: [engine.lend()] };
    case 'lendWorker':
      if (!engine) throw new Error('This embed has borrowed its own engine.');
      return { result: undefined, ports: engine.lendWorker() };
    case 'borrowEngine': {
      const [given] = ports;
      if (engine || !given) throw new Error('This embed has an engine of its own.');
      lent.give(given);
      window.addEventListener('pagehide', ({ persisted }) => {
        // A page that the browser keeps for the way back goes on with what it has.
        if (!persisted) given.postMessage('end');
      });
      return { result: undefined };
    }
    case 'borrowWorker': {
      const [given, life] = ports;
      if (!engine || !given || !life) throw new Error('This embed has borrowed its own engine.');
      engine.borrowWorker(given, life);
      return { result: undefined };
    }
  }
}
