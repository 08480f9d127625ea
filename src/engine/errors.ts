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
/** A connection that finds no room (`maxclients`). */
export const MAX_CLIENTS = fixed('ERR max number of clients reached');
export const INVALID_DB_INDEX = fixed('ERR invalid DB index');
export const SAME_OBJECT = fixed('ERR source and destination objects are the same');
export const TIMEOUT_NOT_FLOAT = fixed('ERR timeout is not a float or out of range');
export const TIMEOUT_NEGATIVE = fixed('ERR timeout is negative');
export const TIMEOUT_OUT_OF_RANGE = fixed('ERR timeout is out of range');
export const UNBLOCKED = fixed('UNBLOCKED client unblocked via CLIENT UNBLOCK');
export const READONLY = fixed("READONLY You can't write against a read only replica.");
export const WATCHES_ONLY = fixed("ERR Replica can't interact with the keyspace");
export const NOAUTH = fixed('NOAUTH Authentication required.');
export const NO_CLUSTER = fixed('ERR This instance has cluster support disabled');

export const NOT_INT32 = fixed('ERR value is out of range, value must between -2147483648 and 2147483647');
export const WRONGPASS = fixed('WRONGPASS invalid username-password pair or user is disabled.');
export const AUTH_WITHOUT_PASSWORD = fixed(
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
);
export const NOPROTO = fixed('NOPROTO unsupported protocol version');
export const PROTOCOL_NOT_INTEGER = fixed('ERR Protocol version is not an integer or out of range');
export const HELLO_NOAUTH = fixed(
  'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
);
export const BAD_CLIENT_NAME = fixed(
  'ERR Client names cannot contain spaces, newlines or special characters.',
);
export const NO_SUCH_CLIENT = fixed('ERR No such client');

export const wrongArity = (name: string) =>
  new ErrorReply(`ERR wrong number of arguments for '${name.toLowerCase().replace(' ', '|')}' command`);

/** A name as the reference's error texts show it: they are C strings, which end at the first zero byte. */
export function shown(name: string, most = Infinity): string {
  const zero = name.indexOf('\0');
  return name.slice(0, Math.min(zero < 0 ? name.length : zero, most));
}

export const unknownSubcommand = (sub: string, container: string) =>
  new ErrorReply(`ERR unknown subcommand '${shown(sub, 128)}'. Try ${container.toUpperCase()} HELP.`);

/** The reference quotes at most 128 bytes of the name and stops adding arguments past 128 bytes. */
export function unknownCommand(argv: readonly string[]): ErrorReply {
  let args = '';
  for (let i = 1; i < argv.length && args.length < 128; i++) {
    args += `'${shown(argv[i] ?? '', 128 - args.length)}' `;
  }
  return new ErrorReply(
    sanitize(`ERR unknown command '${shown(argv[0] ?? '', 128)}', with args beginning with: ${args}`),
  );
}

export const invalidExpire = (name: string) =>
  new ErrorReply(`ERR invalid expire time in '${name.toLowerCase()}' command`);

export const notAllowedInSubscribe = (id: string) =>
  new ErrorReply(
    `ERR Can't execute '${id}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
  );

export const INVALID_CLIENT_ID = fixed('ERR Invalid client ID');

export const unknownClientType = (word: string) => err(`Unknown client type '${word}'`);
export const noSuchUser = (name: string) => err(`No such user '${name}'`);
export const CACHING_WITHOUT_MODE = fixed(
  'ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled',
);
export const trackingSwitch = (what: string) =>
  err(
    `You can't switch ${what} before disabling tracking for this client, and then re-enabling it with a different mode.`,
  );
export const prefixOverlap = (prefix: string, kind: string, other: string) =>
  err(
    `Prefix '${prefix}' overlaps with ${kind} prefix '${other}'. Prefixes for a single client must not overlap.`,
  );
/** A subcommand that checks its own number of words. */
export const subcommandSyntax = (sub: string, container: string) =>
  err(
    `unknown subcommand or wrong number of arguments for '${sub.slice(0, 128)}'. Try ${container.toUpperCase()} HELP.`,
  );
export const NO_CONFIG_FILE = fixed('ERR The server is running without a config file');
export const NO_ACL_FILE = fixed(
  'ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis configuration.',
);

interface Denied {
  readonly reason: 'command' | 'key' | 'channel' | 'auth';
  readonly subject: string;
}
/** What ACL DRYRUN answers. */
export function denialText(user: string, { reason, subject }: Denied): string {
  const what = reason === 'command' ? `run the '${subject}' command` : `access the '${subject}' ${reason}`;
  return `User ${user} has no permissions to ${what}`;
}
/** A refused command does not learn which key or channel it was. */
export const noPermission = (user: string, denied: Denied) =>
  new ErrorReply(
    `NOPERM ${denied.reason === 'command' ? denialText(user, denied) : `No permissions to access a ${denied.reason}`}`,
  );
/** For a command of a script; `denial` is what it would get outside. */
export const deniedInScript = ({ text }: ErrorReply) =>
  new ErrorReply(text.replace('NOPERM ', 'NOPERM ACL failure in script: '));

/** Inside EXEC, for a command that was still allowed when it was queued; `denial` is what it would get outside. */
export function noLongerAllowed(denial: ErrorReply): ErrorReply {
  const { text } = denial;
  const why = text.endsWith(' access a key')
    ? 'no permission to touch the specified keys'
    : text.endsWith(' access a channel')
      ? 'no permission to access one of the channels used as arguments to the command'
      : 'no permission to execute the command or subcommand';
  return new ErrorReply(
    `NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call. This command is no longer allowed for the following reason: ${why}`,
  );
}
export const unknownConfig = (name: string) =>
  err(`Unknown option or number of arguments for CONFIG SET - '${name}'`);
export const configSetFailed = (name: string, why: string) =>
  err(`CONFIG SET failed (possibly related to argument '${name}') - ${why}`);
export const helloOption = (word: string) => err(`Syntax error in HELLO option '${word}'`);

/** An error with a code of its own or plain `ERR`. */
export const err = (text: string) => new ErrorReply(text.startsWith('-') ? text.slice(1) : `ERR ${text}`);

/** Line ends would break the protocol's one-line errors: the reference turns them into spaces. */
export const sanitize = (text: string) => text.replace(/[\r\n]/g, ' ');
