/** Keys, strings and collections with arguments that hardly anybody gives. */
import type { Cases } from '../index.ts';

export const keysAndCollections: Cases = {
  'keys and the server': `
    DUMP none
    SET a 1
    RESTORE a 0 x
    RESTORE b 0 x
    RESTORE b -1 x
    RESTORE b x x
    RESTORE b 0 x BOGUS
    RESTORE b 0 x IDLETIME -1
    RESTORE b 0 x IDLETIME x
    RESTORE b 0 x FREQ 256
    RESTORE b 0 x FREQ x
    RESTORE b 0 x IDLETIME
    RESTORE b 0 "\\x00\\xc0\\x01\\x0b\\x00\\xf4\\x85\\xf7\\x0e\\x1e\\x0d\\x1c\\x7d" IDLETIME 10 FREQ 1
    DUMP a
    COPY a a
    COPY a b DB 99
    COPY a b DB x
    COPY a b REPLACE REPLACE
    COPY a b DB 0
    COPY a b DB
    COPY a b DB 0 BOGUS
    COPY none b
    MOVE a 0
    MOVE a 99
    MOVE a x
    MOVE none 1
    SWAPDB 0 99
    SWAPDB 99 0
    SWAPDB x 0
    SWAPDB 0 x
    SWAPDB 0 0
    SELECT 99
    SELECT -1
    SELECT x
    FLUSHDB BOGUS
    FLUSHALL SYNC x
    FLUSHALL ASYNC SYNC
    RANDOMKEY x
    TOUCH a none a
    RENAME none b
    RENAME a a
    RENAMENX a a
    EXPIRE a 100 NX XX
    EXPIRE a 100 GT LT
    EXPIRE a 100 BOGUS
    EXPIRE a x
    EXPIRE a 9223372036854775807
    EXPIRE a -9223372036854775808
    PEXPIRE a 9223372036854775807
    EXPIREAT a -1 GT
    EXPIRE a 100 GT
    EXPIRE a 100 LT
    EXPIRE a 50 GT
    EXPIRE a 200 NX
    EXPIRE a 200 XX
    EXPIRE a 300 XX GT
    EXPIRE a 0
    SCAN x
    SCAN 0 COUNT 0
    SCAN 0 COUNT x
    SCAN 0 MATCH
    SCAN 0 TYPE bogus
    SCAN 0 TYPE string
    SCAN 0 BOGUS
    SSCAN none 0
    SSCAN none x
    HSCAN none 0 NOVALUES
    SCAN 18446744073709551616
    TYPE none x
    KEYS
    WAIT x 0
    WAIT 0 -1
    WAIT -1 0
    WAIT 0 x
    WAITAOF 0 0 0
    FAILOVER
    ASKING
    READONLY
    READWRITE
    MODULE LIST
    MODULE LOAD x
    MODULE BOGUS
    MODULE UNLOAD x
    REPLICAOF a b c
    REPLICAOF NO ONE
    REPLICAOF a x
    SLAVEOF NO ONE
    ROLE
    MIGRATE
    MIGRATE 127.0.0.1 1 "" 0 100
    MIGRATE 127.0.0.1 1 none 0 100
    MIGRATE 127.0.0.1 x none 0 100
    MIGRATE 127.0.0.1 1 a 0 x
    MIGRATE 127.0.0.1 1 a 0 10 KEYS b
    MIGRATE 127.0.0.1 1 "" 0 10 BOGUS
    BGSAVE x
    LASTSAVE x
    BGREWRITEAOF x
    SAVE x
    SHUTDOWN ABORT x
    DEBUG
    DEBUG OBJECT none
    DEBUG OBJECT
    DEBUG LISTPACK none
    DEBUG SLEEP x
    DEBUG SLEEP
    DEBUG STRINGMATCH-LEN 10 *
    DEBUG DIGEST
    DEBUG DIGEST-VALUE none
    DEBUG SET-ACTIVE-EXPIRE 1
    DEBUG SET-ACTIVE-EXPIRE
    DEBUG QUICKLIST-PACKED-THRESHOLD 100b
    DEBUG QUICKLIST-PACKED-THRESHOLD x
    DEBUG CHANGE-REPL-ID
    DEBUG PROTOCOL BOGUS
    DEBUG PROTOCOL string
    DEBUG PROTOCOL integer
    DEBUG PROTOCOL double
    DEBUG PROTOCOL null
    DEBUG PROTOCOL array
    DEBUG PROTOCOL set
    DEBUG PROTOCOL map
    DEBUG PROTOCOL attrib
    DEBUG PROTOCOL push
    DEBUG PROTOCOL verbatim
    DEBUG PROTOCOL true
    DEBUG PROTOCOL false
    DEBUG PROTOCOL bignum
    DEBUG STRUCTSIZE x
    DEBUG POPULATE x
    DEBUG POPULATE 5 k 3
    ~ KEYS k*
    GET k:3
    DEBUG POPULATE 2
    GET key:1
    DEBUG ZIPLIST k:3
    DEBUG LISTPACK k:3
    DEBUG ERROR "MY bad"
    DEBUG JMAP
    DEBUG STREAMS x
    DEBUG DICT-RESIZING 1
    DEBUG STRINGMATCH-LEN 30 ************
    DEBUG QUICKLIST-PACKED-THRESHOLD 0
  `,
  strings: `
    SET s 1
    SET s 1 EX
    SET s 1 EX 0
    SET s 1 EX -1
    SET s 1 EX 9223372036854775807
    SET s 1 PX 9223372036854775807
    SET s 1 EXAT 9223372036854775807
    SET s 1 EX 10 PX 10
    SET s 1 KEEPTTL EX 10
    SET s 1 NX XX
    SET s 1 GET NX
    SET s 1 XX GET EX 10
    SET s 1 BOGUS
    SET s 1 PERSIST
    GETEX s EX 10 PERSIST
    GETEX s EXAT 1
    EXISTS s
    GETEX s EX 0
    GETEX s BOGUS
    SETRANGE s -1 x
    SETRANGE s 536870912 x
    SETRANGE s x y
    GETRANGE s x y
    SUBSTR s 0 -1
    LCS a b
    MSET a ohmytext b mynewtext
    LCS a b
    LCS a b LEN
    LCS a b IDX
    LCS a b IDX MINMATCHLEN 4
    LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN
    LCS a b LEN IDX
    LCS a b MINMATCHLEN x
    LCS a b BOGUS
    INCRBYFLOAT a 1
    INCRBYFLOAT f 3.0e3
    INCRBYFLOAT f 1e-7
    INCRBYFLOAT f nan
    INCRBYFLOAT f inf
    INCRBYFLOAT f 1e400
    INCRBYFLOAT f 1e308
    INCRBYFLOAT f 1e4932
    INCRBYFLOAT f 0x1p3
    INCRBYFLOAT f " 1"
    INCRBY f 1.5
    SET n 9223372036854775807
    INCR n
    DECRBY n -1
    DECRBY n -9223372036854775808
    SET n -9223372036854775808
    DECR n
    SET n " 1"
    INCR n
    SET n "1 "
    INCR n
    SET n 01
    INCR n
    SET n +1
    INCR n
    SET n ""
    INCR n
    MSET a
    MSET a 1 b
    MSETNX a 1 b
    MGET a nolist
    PSETEX a 0 1
    SETEX a -1 x
    SETEX a x x
    STRLEN nokey
    APPEND a ""
    GETDEL nokey
  `,
  lists: `
    LPUSH l a b c
    LPOS l a RANK 0
    LPOS l a RANK -9223372036854775808
    LPOS l a RANK 1 COUNT 0 MAXLEN 0
    LPOS l a COUNT -1
    LPOS l a MAXLEN -1
    LPOS l a BOGUS
    LPOS l a COUNT
    LPOS l none COUNT 1
    LPOS none a COUNT 1
    LPOS none a
    LINSERT l MIDDLE a b
    LINSERT none BEFORE a b
    LSET l 9 x
    LSET l x x
    LSET none 0 x
    LREM l x a
    LTRIM l x 1
    LPOP l 0
    LPOP none 0
    LPOP none 1
    LPOP l 1 2
    RPOP l -1
    LMPOP 0 l LEFT
    LMPOP 2 l LEFT
    LMPOP 1 l MIDDLE
    LMPOP 1 l LEFT COUNT 0
    LMPOP 1 l LEFT COUNT x
    LMPOP 1 l LEFT COUNT 1 COUNT 2
    LMPOP x l LEFT
    LMPOP 1 none LEFT
    BLMPOP -1 1 l LEFT
    BLMPOP x 1 l LEFT
    BLPOP l -1
    BLPOP l x
    BLPOP l 1e400
    BLMOVE l l LEFT BOGUS 0
    LMOVE l l LEFT BOGUS
    LMOVE none l LEFT RIGHT
    RPOPLPUSH none l
    BRPOPLPUSH l l -1
    LRANGE l x 1
    LINDEX l x
    LINDEX none 0
  `,
  sets: `
    SADD s a b c
    SINTERCARD 0 s
    SINTERCARD 2 s
    SINTERCARD 1 s LIMIT -1
    SINTERCARD 1 s LIMIT x
    SINTERCARD 1 s BOGUS
    SINTERCARD x s
    SINTERCARD 1 s LIMIT 1
    SMISMEMBER s a z
    SMISMEMBER none a
    SPOP s 0
    SPOP none 3
    SRANDMEMBER s -5
    SRANDMEMBER none 2
    SRANDMEMBER s x
    SRANDMEMBER s -9223372036854775808
    SMOVE s s a
    SMOVE s other none
    SSCAN s 0 COUNT 0
    SSCAN s 0 MATCH
    SSCAN s 0 TYPE x
  `,
};
