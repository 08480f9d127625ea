import type { Cases } from './index.ts';

export const pubsub: Cases = {
  'channels and patterns': `
    a> SUBSCRIBE news sport
    b> PSUBSCRIBE n*
    c> PSUBSCRIBE *s *o*
    PUBLISH news hello
    PUBLISH none hello
    PUBLISH sport goal
    a> UNSUBSCRIBE news
    PUBLISH news again
    a> UNSUBSCRIBE
    a> UNSUBSCRIBE
    a> UNSUBSCRIBE none
    c> PUNSUBSCRIBE *s
    c> PUNSUBSCRIBE
    b> PUNSUBSCRIBE
    b> PUNSUBSCRIBE
    PUBLISH news last
    PUBLISH news
    a> SUBSCRIBE
  `,
  'what a subscriber may say': `
    a> SUBSCRIBE c
    a> PING
    a> PING hello
    a> SUBSCRIBE c
    a> UNSUBSCRIBE c
    a> GET a
  `,
  'PUBSUB subcommands': `
    a> SUBSCRIBE one two
    b> SUBSCRIBE one
    b> PSUBSCRIBE o* t*
    PUBSUB CHANNELS
    PUBSUB CHANNELS o*
    PUBSUB NUMSUB one two none
    PUBSUB NUMSUB
    PUBSUB NUMPAT
    PUBSUB bogus
    PUBSUB
    PUBSUB NUMPAT x
    PUBSUB SHARDCHANNELS
    PUBSUB SHARDNUMSUB x
  `,
  'shard channels': `
    a> SSUBSCRIBE c
    SPUBLISH c hi
    PUBLISH c hi
    PUBSUB SHARDCHANNELS
    PUBSUB SHARDNUMSUB c
    a> SUNSUBSCRIBE
    SPUBLISH c hi
  `,
  'messages from a transaction': `
    a> SUBSCRIBE c
    MULTI
    PUBLISH c 1
    PUBLISH c 2
    EXEC
  `,
  'keyspace notifications': `
    CONFIG SET notify-keyspace-events KEA
    CONFIG GET notify-keyspace-events
    a> PSUBSCRIBE __key*@0__:*
    SET k 1
    INCR k
    APPEND k x
    EXPIRE k 100
    PERSIST k
    RENAME k k2
    DEL k2
    RPUSH l a b c
    LPOP l
    LTRIM l 0 0
    LREM l 0 b
    SADD s a
    SREM s a
    HSET h f v
    HINCRBY h n 1
    HDEL h f n
    ZADD z 1 a
    ZINCRBY z 1 a
    ZREM z a
    SET e 1 PX 20
    sleep 300
    GET e
    CONFIG SET notify-keyspace-events ""
  `,
};
