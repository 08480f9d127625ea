/**
 * What a page and an embedded playground say to each other.
 *
 * First, by `window.postMessage`, they find each other: the frame says `hello`, the page answers `connect` and hands over a
 * MessagePort. Each side looks at the origin and the window that a message comes from: the page gives its port to the
 * frame's origin only, and the frame takes the first page that connects and no other. From then on they talk over the
 * port alone, which nobody else holds.
 *
 * Everything that arrives is checked here before it is believed. What has another shape is ignored and counted.
 */

/** Version of the protocol. A frame that speaks another says so in its `welcome`. */
export const VERSION = 1;

/** Longest script that an embed takes, in characters. */
export const MAX_SCRIPT = 64 * 1024;
/** Longest command that `runLine` takes, in characters. */
const MAX_COMMAND = 16 * 1024;
/** Longest title, in characters. */
export const MAX_TITLE = 200;

export type ThemeName = 'auto' | 'light' | 'dark';
export const THEMES: readonly ThemeName[] = ['auto', 'light', 'dark'];

/** One command of a run as the page hears of it. */
export interface ReplyInfo {
  /** Line of the script, from 1; 0 where the command stands in no line. */
  readonly line: number;
  readonly command: string;
  /** As redis-cli prints it; long ones are cut, and `cut` is true. */
  readonly reply: string;
  readonly error: boolean;
  readonly cut: boolean;
}

export interface CheckInfo {
  readonly line: number;
  readonly met: boolean;
  readonly expected: string;
  readonly reply: string;
}

export interface RunInfo {
  readonly commands: number;
  readonly errors: number;
  /** `@expect`s that were not met. */
  readonly unmet: number;
  readonly stopped: boolean;
  readonly replies: readonly ReplyInfo[];
}

export interface StateInfo {
  readonly running: boolean;
  /** Whether the engine has started; it starts with the first run. */
  readonly started: boolean;
  /** The reader has changed the script. */
  readonly edited: boolean;
  readonly keys: number;
  /** Whether anything is kept in the browser's storage. */
  readonly kept: boolean;
  /** Messages that were ignored because they came from elsewhere or had another shape. */
  readonly ignored: number;
}

/** Requests of the page: what goes in, and what the frame answers. */
export interface Requests {
  run: { params: undefined; result: RunInfo };
  runLine: { params: { readonly line: number } | { readonly command: string }; result: RunInfo };
  /** With `original`, it is the script that `reset` puts back from now on. */
  setScript: { params: { readonly script: string; readonly original?: boolean }; result: undefined };
  getScript: { params: undefined; result: { readonly script: string } };
  getState: { params: undefined; result: StateInfo };
  /** Empties the keyspace and puts the author's script back. */
  reset: { params: undefined; result: undefined };
  setTheme: { params: { readonly theme: ThemeName }; result: undefined };
  /** For the element: what stands beside the Run button. */
  setTitle: { params: { readonly title: string }; result: undefined };
  /** A link that opens script and reader's changes in Keyglass. */
  share: { params: undefined; result: { readonly url: string } };
  /** Asks for a port to this frame's engine, for a frame that depends on it. The port comes with the answer. */
  lendEngine: { params: undefined; result: undefined };
  /** Hands over a port to another frame's engine; it comes with the request, before anything ran. */
  borrowEngine: { params: undefined; result: undefined };
  /**
   * Asks for a port to a new engine in this frame's worker, so that ten embeds do not need ten workers, and for one on which
   * this frame tells when the worker ends.
   */
  lendWorker: { params: undefined; result: undefined };
  /** Hands over such ports; they come with the request, before anything ran. */
  borrowWorker: { params: undefined; result: undefined };
  /** Answers the event `prepare`: what the frame depends on has run. `error` says why it could not. */
  prepared: { params: { readonly error?: string }; result: undefined };
}
export type RequestName = keyof Requests;

/** What the frame tells by itself. */
export interface Events {
  /** The script is shown. */
  ready: { readonly script: string };
  /** A command of the script was answered. */
  result: ReplyInfo;
  /** An `@expect` was compared with its reply. */
  check: CheckInfo;
  /** The script is another: the reader typed, or the page set it. */
  change: { readonly script: string };
  /** CSS pixels that the content needs. */
  height: { readonly height: number };
  /** Something went wrong, in a sentence for people. */
  error: { readonly message: string };
  /** For the element: the whole script has run, or the engine has lost its keys and with them what ran before. */
  ran: { readonly ran: boolean };
  /** For the element: a frame that depends on another is about to run, and waits for `prepared`. */
  prepare: Readonly<Record<string, never>>;
}
export type EventName = keyof Events;
/** The events that a page hears of. */
export const PAGE_EVENTS = ['ready', 'result', 'check', 'change', 'height', 'error'] as const;

/** A message between the windows, before there is a port. */
export type WindowMessage =
  /** `loaded` tells one load of the frame from the next: a frame that is loaded again must be connected to again. */
  | { readonly keyglass: number; readonly type: 'hello'; readonly loaded?: number }
  | { readonly keyglass: number; readonly type: 'ask' }
  | { readonly keyglass: number; readonly type: 'connect'; readonly script?: string }
  /** From a page: report your height to me. From a frame: here it is. */
  | { readonly keyglass: number; readonly type: 'height'; readonly height?: number };

export interface RequestMessage {
  readonly id: number;
  readonly request: RequestName;
  readonly params: unknown;
}
export type FrameMessage =
  | { readonly welcome: number }
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }
  | { readonly event: EventName; readonly detail: unknown };

/** Reads a message between windows; undefined where it is none of ours. */
export function readWindowMessage(value: unknown): WindowMessage | undefined {
  if (!isRecord(value) || typeof value.keyglass !== 'number') return undefined;
  const { keyglass, type, script, height, loaded } = value;
  if (type === 'hello') return typeof loaded === 'number' ? { keyglass, type, loaded } : { keyglass, type };
  if (type === 'ask') return { keyglass, type };
  if (type === 'connect') {
    if (script === undefined) return { keyglass, type };
    return isText(script, MAX_SCRIPT) ? { keyglass, type, script } : undefined;
  }
  if (type !== 'height') return undefined;
  if (height === undefined) return { keyglass, type };
  return isHeight(height) ? { keyglass, type, height } : undefined;
}

/** True for a window message that means to be one of ours, whatever is wrong with it. */
export function claimsToBeOurs(value: unknown): boolean {
  return isRecord(value) && Object.hasOwn(value, 'keyglass');
}

/** What a page posts on the port as its last word, so that another may connect. */
export const CLOSE = { close: true } as const;
export const isClose = (value: unknown): boolean => isRecord(value) && value.close === true;

type Parsed = { readonly [N in RequestName]: { readonly name: N; readonly params: Requests[N]['params'] } };
/** A checked request. */
export type Request = Parsed[RequestName];

/** Reads the envelope of a request; undefined where it is none. */
export function readRequestMessage(value: unknown): RequestMessage | undefined {
  if (!isRecord(value) || !Number.isSafeInteger(value.id) || typeof value.id !== 'number') return undefined;
  const request = REQUESTS.find((name) => name === value.request);
  return request && { id: value.id, request, params: value.params };
}

const REQUESTS: readonly RequestName[] = [
  'run',
  'runLine',
  'setScript',
  'getScript',
  'getState',
  'reset',
  'setTheme',
  'setTitle',
  'share',
  'lendEngine',
  'borrowEngine',
  'lendWorker',
  'borrowWorker',
  'prepared',
];

/** Checks the parameters of a request. Throws Error with a sentence for the page's author. */
export function readRequest({ request: name, params }: RequestMessage): Request {
  switch (name) {
    case 'setScript': {
      const script = isRecord(params) ? params.script : undefined;
      if (typeof script !== 'string') throw new Error('setScript takes { script: text }.');
      if (script.length > MAX_SCRIPT) throw new Error(tooLong('The script', MAX_SCRIPT));
      const original = isRecord(params) && params.original === true;
      return { name, params: { script: script.toWellFormed(), ...(original && { original }) } };
    }
    case 'runLine': {
      const { line, command } = isRecord(params) ? params : {};
      if (typeof line === 'number' && Number.isSafeInteger(line) && line > 0)
        return { name, params: { line } };
      if (typeof command !== 'string')
        throw new Error('runLine takes { line: number, from 1 } or { command: text }.');
      if (command.length > MAX_COMMAND) throw new Error(tooLong('The command', MAX_COMMAND));
      return { name, params: { command: command.toWellFormed() } };
    }
    case 'prepared': {
      const error = isRecord(params) ? params.error : undefined;
      return { name, params: typeof error === 'string' ? { error: error.slice(0, 1000) } : {} };
    }
    case 'setTheme': {
      const wanted = isRecord(params) ? params.theme : undefined;
      const theme = THEMES.find((each) => each === wanted);
      if (!theme) throw new Error('setTheme takes { theme: "auto", "light" or "dark" }.');
      return { name, params: { theme } };
    }
    case 'setTitle': {
      const title = isRecord(params) ? params.title : undefined;
      if (typeof title !== 'string') throw new Error('setTitle takes { title: text }.');
      return { name, params: { title: title.slice(0, MAX_TITLE).toWellFormed() } };
    }
    default:
      return { name, params: undefined };
  }
}

export const tooLong = (what: string, max: number): string =>
  `${what} is longer than ${max.toLocaleString('en')} characters, which is more than an embed takes.`;

/** Reads what a frame posts on the port; undefined where it is none of ours. */
export function readFrameMessage(value: unknown): FrameMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { welcome, id, ok, result, error, event, detail } = value;
  if (typeof welcome === 'number') return { welcome };
  if (typeof id === 'number') {
    if (ok === true) return { id, ok, result };
    return ok === false && typeof error === 'string' ? { id, ok, error } : undefined;
  }
  const name = EVENTS.find((each) => each === event);
  if (!name || !isRecord(detail)) return undefined;
  if (name === 'height' && !isHeight(detail.height)) return undefined;
  return { event: name, detail };
}

export const EVENTS: readonly EventName[] = [...PAGE_EVENTS, 'ran', 'prepare'];

const isHeight = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100_000;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
