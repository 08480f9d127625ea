/**
 * Where something was asked for that failed later. V8 follows an `await` back to the line that waits; other engines forget
 * it, and the stack of what is thrown then names nothing of the program.
 */
const callers = new WeakMap<object, Error>();

/** Does `work`, and remembers for whatever it throws who asked for it. */
export async function askedHere<T>(work: () => Promise<T>): Promise<T> {
  const here = new Error();
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null) callers.set(error, here);
    throw error;
  }
}

/** The stack of who asked for what failed with that; empty where nobody knows. */
export const stackOfCaller = (thrown: object): string => callers.get(thrown)?.stack ?? '';
