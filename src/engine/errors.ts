/** The one catalogue of error texts, letter for letter what the reference server says. */
import { ErrorReply } from './reply.ts';

const fixed = (text: string) => new ErrorReply(text);

export const SYNTAX = fixed('ERR syntax error');
export const WRONGTYPE = fixed('WRONGTYPE Operation against a key holding the wrong kind of value');
export const NOT_INTEGER = fixed('ERR value is not an integer or out of range');
export const NOT_FLOAT = fixed('ERR value is not a valid float');
export const NOT_POSITIVE = fixed('ERR value is out of range, must be positive');
export const OUT_OF_RANGE = fixed('ERR index out of range');
export const NO_SUCH_KEY = fixed('ERR no such key');
export const OVERFLOW = fixed('ERR increment or decrement would overflow');
export const NAN_OR_INFINITY = fixed('ERR increment would produce NaN or Infinity');
export const STRING_TOO_LONG = fixed('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
export const OOM = fixed("OOM command not allowed when used memory > 'maxmemory'.");
export const EXECABORT = fixed('EXECABORT Transaction discarded because of previous errors.');
export const NESTED_MULTI = fixed('ERR MULTI calls can not be nested');
export const EXEC_WITHOUT_MULTI = fixed('ERR EXEC without MULTI');
export const DISCARD_WITHOUT_MULTI = fixed('ERR DISCARD without MULTI');
export const WATCH_INSIDE_MULTI = fixed('ERR WATCH inside MULTI is not allowed');
export const DB_INDEX_OUT_OF_RANGE = fixed('ERR DB index is out of range');
export const INVALID_DB_INDEX = fixed('ERR invalid DB index');
export const SAME_OBJECT = fixed('ERR source and destination objects are the same');
export const TIMEOUT_NOT_FLOAT = fixed('ERR timeout is not a float or out of range');
export const TIMEOUT_NEGATIVE = fixed('ERR timeout is negative');
export const TIMEOUT_OUT_OF_RANGE = fixed('ERR timeout is out of range');
export const UNBLOCKED = fixed('UNBLOCKED client unblocked via CLIENT UNBLOCK');
export const NOAUTH = fixed('NOAUTH Authentication required.');
export const NO_CLUSTER = fixed('ERR This instance has cluster support disabled');

export const wrongArity = (name: string) =>
  new ErrorReply(`ERR wrong number of arguments for '${name.toLowerCase().replace(' ', '|')}' command`);

export const unknownSubcommand = (sub: string, container: string) =>
  new ErrorReply(`ERR unknown subcommand '${sub.slice(0, 128)}'. Try ${container.toUpperCase()} HELP.`);

/** The reference quotes at most 128 bytes of the name and stops adding arguments past 128 bytes. */
export function unknownCommand(argv: readonly string[]): ErrorReply {
  let args = '';
  for (let i = 1; i < argv.length && args.length < 128; i++) {
    args += `'${(argv[i] ?? '').slice(0, 128 - args.length)}' `;
  }
  return new ErrorReply(
    sanitize(`ERR unknown command '${(argv[0] ?? '').slice(0, 128)}', with args beginning with: ${args}`),
  );
}

export const invalidExpire = (name: string) =>
  new ErrorReply(`ERR invalid expire time in '${name.toLowerCase()}' command`);

export const notAllowedInSubscribe = (name: string) =>
  new ErrorReply(
    `ERR Can't execute '${name.toLowerCase()}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
  );

/** An error with a code of its own or plain `ERR`. */
export const err = (text: string) => new ErrorReply(text.startsWith('-') ? text.slice(1) : `ERR ${text}`);

/** Line ends would break the protocol's one-line errors: the reference turns them into spaces. */
export const sanitize = (text: string) => text.replace(/[\r\n]/g, ' ');
