/** How an engine moves from one worker to another: by the commands that rebuild its keys. */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker } from '../../protocol/messages.ts';
import type { CallRequest, Method, Methods } from '../../protocol/methods.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** The lane that rebuilds; it is gone when the engine is used. */
const LANE = 'keyglass-move';
/** Ids of requests are positive, so this one is nobody else's. */
const ID = -2;

/**
 * Fills the engine in `to` with the keys of the one in `from`, and disconnects the clients there: what they waited for is
 * answered by `late`. `open` is the call that opened the one before.
 */
export async function moveKeys(
  from: WorkerLike,
  to: WorkerLike,
  open: CallRequest,
  late: (message: FromWorker) => void,
): Promise<void> {
  const nothing = () => undefined;
  const { commands } = await ask(from, 'exportCommands', { maxBytes: MAX_BYTES }, late);
  await ask(from, 'reset', undefined, late);
  await ask(to, open.method, open.params, nothing);
  to.postMessage({ run: commands.flatMap((argv) => [ID, LANE, argv]) });
  await ask(to, 'disconnect', { lane: LANE }, nothing);
}

/** Calls a method while nobody else uses the worker; what else it says goes to `other`. */
function ask<M extends Method>(
  worker: WorkerLike,
  method: M,
  params: Methods[M]['params'],
  other: (message: FromWorker) => void,
): Promise<Methods[M]['result']> {
  return new Promise((resolve, reject) => {
    const before = { message: worker.onmessage, error: worker.onerror };
    const restore = () => {
      worker.onmessage = before.message;
      worker.onerror = before.error;
    };
    worker.onerror = (event) => {
      restore();
      reject(new Error(event.message || 'The engine could not be loaded.'));
    };
    worker.onmessage = ({ data }) => {
      const answer = data.results?.find(({ id }) => id === ID);
      if (answer) restore();
      other(data);
      // The worker answers a method with its own result; `Methods` says which.
      if (answer?.ok) resolve(answer.value as Methods[M]['result']);
      else if (answer) reject(new Error(answer.error));
    };
    worker.postMessage({ calls: [{ id: ID, method, params }] });
  });
}
