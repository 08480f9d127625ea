/**
 * The frame around a program. It has an origin of its own that nobody shares, and a policy that lets it do one thing:
 * start the worker in which the program runs. The page hands it a port for word of the worker, and the worker's source.
 *
 * The document comes from the page as text (`srcdoc`), so it is there offline and in pages that are themselves sandboxed.
 * It inherits the page's policy, which therefore names this one script by its hash.
 */

/** What the frame runs. Written in old-fashioned JavaScript, since it goes to the page as it stands. */
export const BOOTSTRAP = `
addEventListener('message', function start(event) {
  if (event.source !== parent || event.ports.length !== 2) return;
  removeEventListener('message', start);
  var page = event.ports[0];
  var fail = function (message, line, column) { page.postMessage({ message: String(message), line: line, column: column }); };
  var url = URL.createObjectURL(new Blob([event.data.source], { type: 'text/javascript' }));
  try {
    var worker = new Worker(url, { name: event.data.name });
    worker.onerror = function (event) {
      event.preventDefault();
      fail(event.message || 'The program could not be started. Its code may have a mistake that this browser does not name.', event.lineno, event.colno);
    };
    worker.onmessage = function () {
      worker.terminate();
      fail('postMessage leads nowhere here: a program has no page.', 0, 0);
    };
    worker.postMessage(event.data.start, [event.ports[1]]);
  } catch (error) {
    fail(error, 0, 0);
  }
});
`;

/** The frame's document. `hash` is that of BOOTSTRAP as a policy has it: `sha256-…`. */
export function frameDocument(hash: string): string {
  const policy = `default-src 'none'; script-src '${hash}'; worker-src blob:`;
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Program</title><script>${BOOTSTRAP}</script>`;
}

/** What the page sends to the frame, with two ports: the frame's own and the worker's. */
export interface FrameStart {
  /** Of the worker. */
  readonly source: string;
  readonly name: string;
  /** For the worker. */
  readonly start: unknown;
}
