import type { Cases } from './index.ts';

export const sessions: Cases = {
  'PING ECHO HELLO RESET': `
    PING
    PING hello
    PING a b
    ECHO hi
    ECHO
    ? HELLO
    HELLO 4
    HELLO x
    HELLO 3 bogus
    HELLO 3 SETNAME "a b"
    ? HELLO 3 SETNAME worker
    CLIENT GETNAME
    GET none
    ? HELLO 2
    GET none
    SELECT 3
    MULTI
    RESET
    CLIENT GETNAME
    PING
    QUIT
  `,
  CLIENT: `
    CLIENT SETNAME worker-1
    CLIENT GETNAME
    CLIENT SETNAME ""
    CLIENT GETNAME
    CLIENT SETNAME "bad name"
    ? CLIENT ID
    CLIENT ID x
    ? CLIENT INFO
    ? CLIENT LIST
    CLIENT LIST TYPE bogus
    CLIENT LIST ID x
    CLIENT KILL ID 999999
    CLIENT KILL 1.2.3.4:5
    CLIENT KILL ID x
    CLIENT KILL bogus 1
    CLIENT UNBLOCK 999999
    CLIENT UNBLOCK x
    CLIENT UNBLOCK 1 bogus
    CLIENT NO-EVICT on
    CLIENT NO-EVICT x
    CLIENT PAUSE x
    CLIENT PAUSE 1 bogus
    CLIENT PAUSE 0
    CLIENT UNPAUSE
    CLIENT REPLY bogus
    CLIENT REPLY ON
    CLIENT GETREDIR
    CLIENT TRACKINGINFO
    CLIENT TRACKING on BCAST OPTIN
    CLIENT TRACKING x
    CLIENT CACHING yes
    CLIENT bogus
    CLIENT
  `,
  'replies switched off': `
    & CLIENT REPLY OFF
    & SET a 1
    CLIENT REPLY ON
    GET a
    & CLIENT REPLY SKIP
    & SET a 2
    GET a
  `,
  'CLIENT KILL and UNBLOCK from outside': `
    a> CLIENT SETNAME blocked
    a> & BLPOP q 0
    PING
    DEL nothing
  `,
  'client-side caching': `
    a> CLIENT TRACKING on
    a> GET k
    SET k 1
    a> GET k
    SET k 2
    SET k 3
    a> CLIENT TRACKING off
    SET k 4
  `,
  'broadcasts by prefix': `
    a> CLIENT TRACKING on REDIRECT 99999 REDIRECT 1
    a> CLIENT TRACKING on BCAST PREFIX b: PREFIX a:
    a> CLIENT TRACKINGINFO
    a> CLIENT TRACKING on BCAST PREFIX b:
    a> CLIENT TRACKING on BCAST PREFIX c:
    MSET b:2 1 a:2 1 b:1 1 a:1 1 c 1 c:1 1
    RENAME a:1 b:3
    a> CLIENT TRACKING off
  `,
  'DEBUG POPULATE': `
    DEBUG POPULATE
    DEBUG POPULATE x
    DEBUG POPULATE 1 p -1
    SET key:2 mine
    DEBUG POPULATE 4 key 20
    MGET key:0 key:1 key:2 key:3 key:4
    DEBUG POPULATE 2 cut 3
    MGET cut:0 cut:1
    OBJECT ENCODING cut:0
    DBSIZE
  `,
  COMMAND: `
    ? COMMAND COUNT
    COMMAND GETKEYS SET a b
    COMMAND GETKEYS MSET a 1 b 2
    COMMAND GETKEYS ZUNIONSTORE d 2 a b
    COMMAND GETKEYS XREAD STREAMS a b 0 0
    COMMAND GETKEYS SORT a STORE b
    COMMAND GETKEYS NOSUCH a
    COMMAND GETKEYS MIGRATE h 1 "" 0 5 KEYS a b
    COMMAND GETKEYS MIGRATE h 1 "" 0 5
    COMMAND GETKEYS MIGRATE h 1 a 0 5
    COMMAND GETKEYS SSUBSCRIBE a
    COMMAND GETKEYSANDFLAGS SPUBLISH a b
    COMMAND GETKEYS PING x
    COMMAND GETKEYS GET
    COMMAND GETKEYSANDFLAGS SET a b
    COMMAND GETKEYSANDFLAGS LMOVE a b LEFT LEFT
    COMMAND LIST FILTERBY PATTERN getr*
    COMMAND LIST FILTERBY bogus x
    COMMAND INFO nosuch
    COMMAND DOCS nosuch
    COMMAND bogus
  `,
  'CONFIG and others': `
    CONFIG SET nosuch 1
    CONFIG SET
    CONFIG SET maxmemory
    CONFIG SET maxmemory x
    CONFIG SET maxmemory " 1"
    CONFIG SET maxmemory ""
    CONFIG SET maxmemory-policy bogus
    CONFIG GET nosuch
    CONFIG GET hash-max-listpack-entries
    CONFIG SET hash-max-listpack-entries 3
    HSET h a 1 b 2 c 3
    OBJECT ENCODING h
    HSET h d 4
    OBJECT ENCODING h
    CONFIG SET hash-max-listpack-entries 128
    CONFIG bogus
    CONFIG
    CONFIG RESETSTAT
    ? TIME
    ? INFO server
    DEBUG SLEEP 0
    DEBUG bogus
    ? LOLWUT
    SLOWLOG RESET
    SLOWLOG LEN
    SLOWLOG GET x
    SLOWLOG RESET
    SLOWLOG bogus
    LATENCY RESET
    LATENCY HISTORY none
    LATENCY bogus
    MEMORY USAGE none
    MEMORY USAGE
    MEMORY bogus
    SWAPDB 0 x
    WAIT 0 1
    ROLE
    SHUTDOWN bogus
    REPLICAOF a
  `,
  ACL: `
    ACL WHOAMI
    ACL USERS
    ACL LIST
    ACL GETUSER nobody
    ACL SETUSER alice on >secret ~cached:* &news* +get
    ACL LIST
    ACL GETUSER alice
    ACL DRYRUN alice GET cached:1
    ACL DRYRUN alice GET other
    ACL DRYRUN alice SET cached:1 x
    ACL DRYRUN nobody GET a
    ACL SETUSER alice bogus
    ACL SETUSER alice +nosuch
    ACL SETUSER alice +@nosuch
    ACL SETUSER alice ~a %R~b (+@read ~c)
    ACL GETUSER alice
    a> AUTH alice wrong
    a> AUTH alice secret
    a> ACL WHOAMI
    a> GET cached:1
    a> GET other
    a> SET cached:1 x
    a> SUBSCRIBE sport
    ACL DELUSER alice
    ACL DELUSER alice
    ACL DELUSER default
    AUTH x
    AUTH default x
    ACL CAT nosuch
    ~ ACL CAT transaction
    ACL GENPASS x
    ? ACL GENPASS
    ACL bogus
    ACL
  `,
};
