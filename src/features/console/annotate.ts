/** What a client's state was at each line of its transcript: its database, transaction and protocol. */
import type { TranscriptEntry } from '../../client/state.ts';
import type { Reply } from '../../engine/reply.ts';

export interface LaneState {
  readonly db: number;
  readonly inTransaction: boolean;
  readonly resp: 2 | 3;
}

const START: LaneState = { db: 0, inTransaction: false, resp: 2 };

/** For each entry the state in which it ran; its own reply is shown in the protocol that it may have chosen. */
export function annotate(entries: readonly TranscriptEntry[]): readonly LaneState[] {
  let state = START;
  return entries.map((entry) => {
    const before = state;
    if (entry.kind === 'command' && entry.result) state = after(state, entry.argv, entry.result.reply);
    return state.resp === before.resp ? before : { ...before, resp: state.resp };
  });
}

function after(state: LaneState, argv: readonly string[], reply: Reply): LaneState {
  const name = (argv[0] ?? '').toUpperCase();
  if (isError(reply)) {
    // A transaction that cannot be executed is over all the same.
    return name === 'EXEC' && state.inTransaction ? { ...state, inTransaction: false } : state;
  }
  switch (name) {
    case 'SELECT':
      return status(reply) === 'OK' ? { ...state, db: Number(argv[1]) } : state;
    case 'MULTI':
      return { ...state, inTransaction: true };
    case 'EXEC':
    case 'DISCARD':
      return { ...state, inTransaction: false };
    case 'HELLO':
      return argv[1] === '3' ? { ...state, resp: 3 } : argv[1] === '2' ? { ...state, resp: 2 } : state;
    case 'RESET':
    case 'QUIT':
      return START;
    default:
      return state;
  }
}

function tagged(reply: Reply) {
  return typeof reply === 'object' && reply !== null && 'kind' in reply ? reply : undefined;
}

function status(reply: Reply): string | undefined {
  const tag = tagged(reply);
  return tag?.kind === 'simple' ? tag.text : undefined;
}

export function isError(reply: Reply): boolean {
  return tagged(reply)?.kind === 'error';
}

/** The prompt as redis-cli writes it, with the client's name in place of the address. */
export function promptText(lane: string, { db, inTransaction }: LaneState, subscribed = false): string {
  return `${lane}${db === 0 ? '' : `[${db}]`}${inTransaction ? '(TX)' : ''}${subscribed ? '(subscribed mode)' : ''}>`;
}
