/** Several clients at once: who waits, who is served, who is ended, and what spoils a WATCH. */
import type { Cases } from '../index.ts';

export const severalClients: Cases = {
  'CLIENT KILL': `
    a> CLIENT SETNAME worker
    b> CLIENT SETNAME other
    CLIENT KILL ADDR nowhere:1
    CLIENT KILL TYPE normal SKIPME no ID 99999
    a> SUBSCRIBE ch
    CLIENT KILL TYPE pubsub
    a> PING
    b> PING
    CLIENT KILL USER default SKIPME yes
    b> PING
    PING
    CLIENT KILL TYPE normal SKIPME no
    PING
  `,
  'a blocked client is killed': `
    a> & BLPOP q 0
    CLIENT KILL TYPE normal
    LPUSH q 1
    LRANGE q 0 -1
  `,
  'served in order': `
    a> & BLPOP q 0
    b> & BRPOP q 0
    c> & BLMOVE q dst LEFT RIGHT 0
    RPUSH q 1
    RPUSH q 2
    RPUSH q 3
    LRANGE dst 0 -1
    EXISTS q
  `,
  'time runs out': `
    a> & BLPOP q 0.05
    b> & BZPOPMIN z 0.05
    c> & XREAD BLOCK 50 STREAMS s $
    sleep 200
    a> PING
  `,
  'several keys and counts': `
    a> & BZMPOP 0 2 z1 z2 MAX COUNT 2
    ZADD z2 1 a 2 b 3 c
    a> & BLMPOP 0 2 l1 l2 RIGHT COUNT 5
    RPUSH l2 1 2 3
  `,
  'from a list to itself': `
    a> & BRPOPLPUSH src src 0
    LPUSH src x
    LRANGE src 0 -1
    a> & BLMOVE src str LEFT LEFT 0
    SET str 1
    DEL src
    RPUSH src y
    LRANGE src 0 -1
  `,
  'groups that wait': `
    XGROUP CREATE s g $ MKSTREAM
    a> & XREADGROUP GROUP g c1 BLOCK 0 STREAMS s >
    b> & XREADGROUP GROUP g c2 BLOCK 0 STREAMS s >
    XADD s 1-1 a 1
    XADD s 2-1 b 2
    XPENDING s g
  `,
  'a read that waits': `
    a> & XREAD BLOCK 0 STREAMS s 5-0
    XADD s 4-0 a 1
    XADD s 6-0 a 1
  `,
  'what makes a key ready': `
    a> & BLPOP k 0
    SET k v
    DEL k
    LPUSH k2 x
    RENAME k2 k
    a> & BLPOP k 0
    LPUSH k3 y
    COPY k3 k
    a> & BLPOP k 0
    LPUSH m z
    MOVE m 3
    SELECT 3
    LPUSH k w
    SELECT 0
    SWAPDB 0 3
    EXISTS k
    a> & BLPOP srt 0
    RPUSH un 3 1 2
    SORT un STORE srt
    a> & BLPOP rs 0
    EVAL "redis.call('rpush', 'rs', 'a', 'b')" 0
    LRANGE rs 0 -1
  `,
  'nothing waits in a transaction': `
    a> MULTI
    a> BLPOP none 0
    a> BZPOPMIN none 0
    a> XREAD BLOCK 0 STREAMS none $
    a> BLMOVE none none2 LEFT RIGHT 0
    a> BLMPOP 0 1 none LEFT
    a> WAIT 1 0
    a> EXEC
  `,
  'CLIENT PAUSE WRITE': `
    CLIENT PAUSE 150 WRITE
    a> GET k
    a> & SET k 1
    a> & GET k
    b> & EVAL "return redis.call('get','k')" 0
    c> & PUBLISH ch x
    sleep 50
    CLIENT UNPAUSE
    a> GET k
  `,
  'CLIENT PAUSE ALL': `
    CLIENT PAUSE 120 ALL
    a> & GET k
    b> & PING
    sleep 250
    a> PING
  `,
  'CLIENT PAUSE and transactions': `
    CLIENT PAUSE 100 WRITE
    a> MULTI
    a> GET k
    a> EXEC
    a> MULTI
    a> & SET k 2
    a> & EXEC
    sleep 200
    GET k
  `,
  'CLIENT REPLY': `
    a> CLIENT REPLY SKIP
    a> SET k 1
    a> GET k
    a> & CLIENT REPLY OFF
    a> & GET k
    a> & MULTI
    a> & SET k 5
    a> & EXEC
    a> CLIENT REPLY ON
    a> GET k
  `,
  'what touches a watched key': `
    WATCH k
    a> SET k 1
    MULTI
    GET k
    EXEC
    WATCH k
    UNWATCH
    a> SET k 2
    MULTI
    GET k
    EXEC
    WATCH k
    SET k 3
    MULTI
    GET k
    EXEC
    WATCH nokey
    a> EXPIRE k 100
    MULTI
    PING
    EXEC
    WATCH k
    a> EXPIRE k 200
    MULTI
    PING
    EXEC
    WATCH k
    a> PERSIST k
    MULTI
    PING
    EXEC
    WATCH k
    a> DEL other
    MULTI
    PING
    EXEC
    WATCH k
    a> SETRANGE k 0 ""
    MULTI
    PING
    EXEC
    WATCH k
    a> APPEND k ""
    MULTI
    PING
    EXEC
    WATCH s
    a> SADD s a
    MULTI
    PING
    EXEC
    WATCH s
    a> SADD s a
    MULTI
    PING
    EXEC
    WATCH s
    a> SREM s zz
    MULTI
    PING
    EXEC
    WATCH z
    a> ZADD z NX 1 a
    MULTI
    PING
    EXEC
    WATCH z
    a> ZADD z XX 1 a
    MULTI
    PING
    EXEC
    WATCH z
    a> ZINCRBY z 0 a
    MULTI
    PING
    EXEC
    WATCH h
    a> HSET h a 1
    MULTI
    PING
    EXEC
    WATCH h
    a> HSET h a 1
    MULTI
    PING
    EXEC
    WATCH h
    a> HDEL h zz
    MULTI
    PING
    EXEC
    WATCH l
    a> LTRIM l 0 -1
    MULTI
    PING
    EXEC
    WATCH dst
    a> SINTERSTORE dst none
    MULTI
    PING
    EXEC
    WATCH k
    a> RENAME k kk
    MULTI
    PING
    EXEC
    WATCH kk
    a> COPY kk kkk
    MULTI
    PING
    EXEC
    WATCH kk
    a> GETEX kk EX 100
    MULTI
    PING
    EXEC
    WATCH kk
    a> GETEX kk
    MULTI
    PING
    EXEC
    WATCH kk
    a> TOUCH kk
    MULTI
    PING
    EXEC
    WATCH x
    a> XADD x 1-1 a 1
    MULTI
    PING
    EXEC
    WATCH x
    a> XGROUP CREATE x g 0
    MULTI
    PING
    EXEC
    WATCH x
    a> XREADGROUP GROUP g c STREAMS x >
    MULTI
    PING
    EXEC
    WATCH x
    a> XACK x g 1-1
    MULTI
    PING
    EXEC
    WATCH x
    a> XTRIM x MAXLEN 100
    MULTI
    PING
    EXEC
    WATCH p
    a> PFADD p a
    MULTI
    PING
    EXEC
    WATCH p
    a> PFADD p a
    MULTI
    PING
    EXEC
    WATCH p
    a> PFCOUNT p
    MULTI
    PING
    EXEC
    WATCH b
    a> SETBIT b 1 0
    MULTI
    PING
    EXEC
    WATCH b
    a> SETBIT b 1 0
    MULTI
    PING
    EXEC
    WATCH b
    a> BITFIELD b GET u8 0
    MULTI
    PING
    EXEC
    WATCH b
    a> MSETNX b 1 cc 2
    MULTI
    PING
    EXEC
    WATCH b
    a> FLUSHDB
    MULTI
    PING
    EXEC
    WATCH b
    a> FLUSHDB
    MULTI
    PING
    EXEC
  `,
  'messages and their counts': `
    a> SUBSCRIBE c1
    a> PSUBSCRIBE c*
    b> PUBLISH c1 hi
    b> PUBSUB CHANNELS
    b> PUBSUB NUMSUB c1 c2
    b> PUBSUB NUMPAT
    a> SSUBSCRIBE s1
    b> SPUBLISH s1 x
    b> PUBSUB SHARDCHANNELS s*
    b> PUBSUB SHARDNUMSUB s1
    a> UNSUBSCRIBE
    a> PUNSUBSCRIBE
    a> SUNSUBSCRIBE
    a> GET x
  `,
};
