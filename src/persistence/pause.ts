/** Resolves in the event loop's next round, after what waits there: timers would take four milliseconds each. */
export function nextRound(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
