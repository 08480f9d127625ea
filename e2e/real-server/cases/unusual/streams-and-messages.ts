/** Streams, pub/sub and keyspace events with arguments that hardly anybody gives. */
import type { Cases } from '../index.ts';

export const streamsAndMessages: Cases = {
  streams: `
    XADD s 1-1 a 1
    XADD s 2-0 b 2
    XADD s 3 c 3
    XADD s 3-* d 3
    XADD s 4-* d 3
    XADD s 0-0 d 3
    XADD s 4-0 d 3
    XADD s x d 3
    XADD s 5-x d 3
    XADD s *-1 d 3
    XADD s 5-1 d
    XADD s MAXLEN 2 NOMKSTREAM 9-1 d 1
    XLEN s
    XADD none NOMKSTREAM 1-1 a 1
    XADD s MAXLEN x 10-1 a 1
    XADD s MAXLEN -1 10-1 a 1
    XADD s MAXLEN ~ x 10-1 a 1
    XADD s MAXLEN = 5 LIMIT 4 10-1 a 1
    XADD s MAXLEN ~ 5 LIMIT -4 10-1 a 1
    XADD s MAXLEN ~ 5 LIMIT x 10-1 a 1
    XADD s MINID x 10-1 a 1
    XADD s MINID 1 MAXLEN 3 10-1 a 1
    XADD s LIMIT 3 10-1 a 1
    XADD s MAXLEN
    XADD s MAXLEN 3
    XADD s MAXLEN 3 11-1
    XTRIM s MAXLEN 1 LIMIT 0
    XTRIM s MAXLEN ~ 1 LIMIT 0
    XTRIM s MAXLEN = 1 LIMIT 1
    XTRIM s
    XTRIM s BOGUS 1
    XTRIM s MAXLEN
    XTRIM s MAXLEN 1 2
    XTRIM s MINID 3-0 MINID 4-0
    XTRIM none MAXLEN 1
    XLEN s
    XRANGE s - + COUNT 0
    XRANGE s - + COUNT -1
    XRANGE s - + COUNT x
    XRANGE s - + BOGUS 1
    XRANGE s - + COUNT
    XRANGE s (1-1 +
    XRANGE s (- +
    XRANGE s - (+
    XRANGE s (18446744073709551615-18446744073709551615 +
    XRANGE s - (0-0
    XRANGE s 18446744073709551616 +
    XRANGE s + -
    XREVRANGE s + - COUNT 1
    XREVRANGE s - +
    XREAD STREAMS s
    XREAD STREAMS s $
    XREAD STREAMS s >
    XREAD COUNT x STREAMS s 0
    XREAD COUNT -1 STREAMS s 0
    XREAD BLOCK -1 STREAMS s 0
    XREAD BLOCK x STREAMS s 0
    XREAD COUNT 0 STREAMS s 0
    XREAD NOACK STREAMS s 0
    XREAD GROUP a b STREAMS s 0
    XREAD s 0
    XREAD STREAMS none 0
    XREAD BLOCK 1 STREAMS none s $ $
    XREADGROUP STREAMS s >
    XREADGROUP GROUP g c STREAMS s >
    XGROUP CREATE s g 0
    XGROUP CREATE s g 0
    XGROUP CREATE none g 0
    XGROUP CREATE s g2 x
    XGROUP CREATE s g2 0 ENTRIESREAD
    XGROUP CREATE s g2 0 ENTRIESREAD -2
    XGROUP CREATE s g2 0 ENTRIESREAD x
    XGROUP CREATE s g2 0 BOGUS
    XGROUP CREATE s g3 $ ENTRIESREAD 100
    XGROUP CREATE s g4 3-0 ENTRIESREAD -1
    XINFO STREAM s
    XINFO STREAM s FULL COUNT
    XINFO STREAM s FULL BOGUS 1
    XINFO STREAM s BOGUS
    XINFO STREAM none
    XINFO STREAM none FULL
    XINFO GROUPS none
    XINFO CONSUMERS none g
    XINFO CONSUMERS s nog
    XINFO CONSUMERS s
    XINFO
    XINFO BOGUS s
    XGROUP SETID s g 0 ENTRIESREAD 1
    XGROUP SETID s nog 0
    XGROUP SETID none g 0
    XGROUP SETID s g x
    XGROUP DELCONSUMER s g nobody
    XGROUP DELCONSUMER s nog nobody
    XGROUP CREATECONSUMER s nog nobody
    XGROUP CREATECONSUMER none g nobody
    XGROUP CREATECONSUMER s g alice
    XGROUP CREATECONSUMER s g alice
    XGROUP DESTROY s nog
    XGROUP DESTROY none g
    XREADGROUP GROUP g alice COUNT 1 STREAMS s >
    XREADGROUP GROUP g alice COUNT 1 STREAMS s 0
    XREADGROUP GROUP g alice COUNT 1 STREAMS s $
    XREADGROUP GROUP g alice NOACK COUNT 1 STREAMS s >
    XREADGROUP GROUP g alice STREAMS s s > 0
    XREADGROUP GROUP nog alice STREAMS s >
    XREADGROUP GROUP g bob BLOCK 1 STREAMS s >
    XREADGROUP GROUP g bob STREAMS s 0-0
    XPENDING s g
    XPENDING s nog
    XPENDING none g
    XPENDING s g - +
    XPENDING s g - + 10 nobody
    XPENDING s g - + x
    XPENDING s g - + -1
    XPENDING s g IDLE x - + 10
    XPENDING s g IDLE 100000 - + 10
    XPENDING s g IDLE 0
    XPENDING s g (9-0 + 10
    XPENDING s g x + 10
    XACK s g 0-1
    XACK s g x
    XACK s nog 1-1
    XACK none g 1-1
    XACK s g
    XCLAIM s g bob 0 9-1
    XCLAIM s g bob x 9-1
    XCLAIM s g bob -5 9-1
    XCLAIM s g bob 0 9-1 IDLE 100
    XCLAIM s g bob 0 9-1 TIME 1
    XCLAIM s g bob 0 9-1 RETRYCOUNT 7
    XCLAIM s g bob 0 9-1 RETRYCOUNT x
    XCLAIM s g bob 0 9-1 RETRYCOUNT -1
    XCLAIM s g bob 0 9-1 IDLE x
    XCLAIM s g bob 0 9-1 TIME x
    XCLAIM s g bob 0 9-1 FORCE JUSTID LASTID 50-0
    XCLAIM s g bob 0 9-1 LASTID x
    XCLAIM s g bob 0 9-1 BOGUS
    XCLAIM s g bob 0 x
    XCLAIM s g bob 0 1-1 FORCE
    XCLAIM s nog bob 0 1-1
    XCLAIM none g bob 0 1-1
    XAUTOCLAIM s g bob 0 0
    XAUTOCLAIM s g bob 0 0 COUNT 0
    XAUTOCLAIM s g bob 0 0 COUNT -1
    XAUTOCLAIM s g bob 0 0 COUNT x
    XAUTOCLAIM s g bob 0 0 COUNT 1 JUSTID
    XAUTOCLAIM s g bob x 0
    XAUTOCLAIM s g bob 0 (0-0
    XAUTOCLAIM s g bob 0 x
    XAUTOCLAIM s g bob 0 0 BOGUS
    XAUTOCLAIM s nog bob 0 0
    XAUTOCLAIM none g bob 0 0
    XDEL s x
    XDEL s 9-1 9-1
    XDEL none 1-1
    XAUTOCLAIM s g alice 0 0
    XSETID s 1-1
    XSETID s 100-0
    XSETID s 100-0 ENTRIESADDED
    XSETID s 100-0 ENTRIESADDED -1 MAXDELETEDID 0-0
    XSETID s 100-0 ENTRIESADDED 0 MAXDELETEDID 0-0
    XSETID s 100-0 ENTRIESADDED 10 MAXDELETEDID 101-0
    XSETID s 100-0 ENTRIESADDED 10 MAXDELETEDID 99-0
    XSETID s 100-0 BOGUS 1
    XSETID none 1-1
    XSETID s x
    XSETID s *
    XINFO STREAM s
    XADD s 101-0 a 1 a 2
    XREADGROUP GROUP g bob STREAMS s >
    SET str 1
    XLEN str
    XINFO STREAM str
    XGROUP CREATE str g 0
    XREAD STREAMS str 0
    XREADGROUP GROUP g c STREAMS str >
  `,
  'a block without entries goes through DUMP': `
    XADD s 7-1 f 1
    XADD s 27-0 f 2
    XDEL s 27-0
    XTRIM s MINID 20-2
    EVAL "return redis.call('restore', 'u', 0, redis.call('dump', 's'))" 0
    XINFO STREAM u
    XADD u 30-0 g 3
    XINFO STREAM u FULL
    XRANGE u - +
  `,
  'a trim that empties a block': `
    XADD s 7-1 f 1
    XADD s 27-0 f 2
    XDEL s 27-0
    XTRIM s MINID 20-2
    XINFO STREAM s
    XRANGE s - +
    XREVRANGE s + -
    XREAD STREAMS s 0
    XLEN s
    DEBUG DIGEST-VALUE s
    XADD s 30-0 g 3
    XINFO STREAM s
    XREVRANGE s + - COUNT 1
    XTRIM s MAXLEN 0
    XINFO STREAM s
    XADD s 31-0 g 3
    XRANGE s - +
    XINFO STREAM s FULL
    XTRIM s MAXLEN ~ 0
    XINFO STREAM s
  `,
  'ids at their ends': `
    XADD s 18446744073709551615-18446744073709551615 a 1
    XADD s * a 1
    XADD s 18446744073709551615-* a 1
    XRANGE s (18446744073709551615-18446744073709551614 +
    XREAD COUNT 9223372036854775807 STREAMS s 0
    XTRIM s MAXLEN 9223372036854775807
    XTRIM s MAXLEN 9223372036854775808
  `,
  'pub/sub': `
    SUBSCRIBE
    PUBSUB
    PUBSUB BOGUS
    PUBSUB CHANNELS a b
    PUBSUB CHANNELS
    PUBSUB NUMSUB
    PUBSUB NUMSUB a b
    PUBSUB NUMPAT x
    PUBSUB NUMPAT
    PUBSUB SHARDCHANNELS
    PUBSUB SHARDCHANNELS x y
    PUBSUB SHARDNUMSUB
    PUBSUB SHARDNUMSUB a
    PUBLISH a
    PUBLISH a b c
    SPUBLISH a b
    SSUBSCRIBE a b
    SUNSUBSCRIBE a
    SUNSUBSCRIBE
    UNSUBSCRIBE
    PUNSUBSCRIBE x y
    SUBSCRIBE a a b
    PING
    PING x
    GET a
    SET a 1
    UNSUBSCRIBE a b c
    RESET
  `,
  'keyspace events': `
    a> CONFIG SET notify-keyspace-events KEA
    b> PSUBSCRIBE __key*__:*
    a> SET k 1
    a> SET k 2 EX 100
    a> SET k 2 KEEPTTL GET
    a> GETSET k 3
    a> GETDEL k
    a> GETEX k
    a> SET k 1
    a> GETEX k EX 10
    a> GETEX k PERSIST
    a> GETEX k PERSIST
    a> EXPIRE k 10
    a> PERSIST k
    a> EXPIRE k -1
    a> MSET a 1 b 2
    a> MSETNX c 1 d 2
    a> SETNX c 1
    a> SETNX e 1
    a> APPEND e x
    a> SETRANGE e 0 yy
    a> SETRANGE e 0 ""
    a> INCR n
    a> DECRBY n 2
    a> INCRBYFLOAT n 1.5
    a> SETBIT bb 0 1
    a> BITFIELD bb SET u8 0 1
    a> BITFIELD bb GET u8 0
    a> BITOP OR dest bb
    a> BITOP OR dest nobb
    a> RENAME a aa
    a> RENAMENX b bb
    a> RENAMENX b bbb
    a> COPY bbb ccc
    a> MOVE ccc 3
    a> DEL bbb ccc
    a> UNLINK aa
    a> RPUSH l 1 2 3
    a> LPUSHX l 0
    a> LPUSHX nol 0
    a> LINSERT l BEFORE 1 x
    a> LINSERT l BEFORE nope x
    a> LSET l 0 z
    a> LREM l 1 z
    a> LTRIM l 0 1
    a> LTRIM l 0 -1
    a> LPOP l
    a> RPOPLPUSH l l2
    a> LMOVE l2 l2 LEFT RIGHT
    a> LMPOP 1 l2 LEFT COUNT 5
    a> SADD s 1 2 3
    a> SADD s 1
    a> SREM s 1
    a> SMOVE s s2 2
    a> SPOP s
    a> SINTERSTORE d s s2
    a> SUNIONSTORE d s2
    a> SINTERSTORE d s s2
    a> ZADD z 1 a
    a> ZADD z 1 a
    a> ZADD z INCR 1 a
    a> ZINCRBY z 1 a
    a> ZADD z 2 b 3 c 4 d
    a> ZREMRANGEBYRANK z 0 0
    a> ZREMRANGEBYSCORE z 3 3
    a> ZPOPMAX z
    a> ZREM z b
    a> ZADD z 1 a
    a> ZUNIONSTORE z2 1 z
    a> ZRANGESTORE z3 z 0 -1
    a> ZRANGESTORE z3 z 5 6
    a> ZDIFFSTORE z2 2 z z
    a> GEOADD geo 1 1 a
    a> GEOSEARCHSTORE geo2 geo FROMMEMBER a BYRADIUS 1 km
    a> GEORADIUS geo 1 1 1 km STORE geo3
    a> HSET h a 1
    a> HSET h a 1
    a> HINCRBY h n 1
    a> HINCRBYFLOAT h n 1
    a> HSETNX h a 1
    a> HDEL h a x
    a> HDEL h n
    a> PFADD p a
    a> PFADD p a
    a> PFMERGE p2 p
    a> PFCOUNT p2
    a> XADD x 1-1 a 1
    a> XADD x MAXLEN 1 2-1 a 1
    a> XGROUP CREATE x g 0
    a> XGROUP CREATECONSUMER x g c
    a> XREADGROUP GROUP g c2 STREAMS x >
    a> XGROUP SETID x g 0
    a> XGROUP DELCONSUMER x g c
    a> XGROUP DESTROY x g
    a> XSETID x 5-0
    a> XDEL x 2-1
    a> XTRIM x MAXLEN 0
    a> SORT l2 STORE l5
    a> RPUSH l9 2 1
    a> SORT l9 STORE l5
    a> SORT none STORE l5
    a> DUMP none
    a> RESTORE rr 0 "\\x00\\xc0\\x0b\\x00\\xf0"
    a> EVAL "redis.call('set','q',1) redis.call('del','q')" 0
    a> MULTI
    a> SET m 1
    a> DEL m
    a> EXEC
    a> FLUSHDB
    a> FLUSHALL
    a> SET v 1 PX 20
    sleep 200
    a> GET v
    a> CONFIG SET notify-keyspace-events Em
    a> GET nokey
    a> EXISTS nokey
    a> TYPE nokey
    a> TTL nokey
    a> OBJECT ENCODING nokey
    a> LPOP nokey
    a> DEL nokey
    a> CONFIG SET notify-keyspace-events Kn
    a> SET new 1
    a> SET new 1
    a> LPUSH newl 1
    a> CONFIG SET notify-keyspace-events ""
  `,
};
