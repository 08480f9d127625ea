import type { Cases } from './index.ts';

export const keys: Cases = {
  'being there': `
    MSET a 1 b 2 c 3
    EXISTS a
    EXISTS a a b none
    EXISTS
    DEL a none
    DEL a
    DEL
    UNLINK b c none
    DBSIZE
    TOUCH a b
    RPUSH l x
    SADD s x
    ZADD z 1 x
    HSET h f v
    XADD x 1-1 f v
    SET str v
    TYPE l
    TYPE s
    TYPE z
    TYPE h
    TYPE x
    TYPE str
    TYPE none
    TYPE
    TOUCH l s none
    DBSIZE
    DBSIZE x
    RANDOMKEY
    FLUSHDB
    RANDOMKEY
    DBSIZE
  `,
  'KEYS and patterns': `
    MSET one 1 two 2 three 3 four 4 "o[x]" 5 "a*b" 6 "a\\\\b" 7 caf\\xc3 8
    KEYS *
    KEYS t*
    KEYS ?n?
    KEYS [ot]*
    KEYS [^ot]*
    KEYS [a-f]*
    KEYS [f-a]*
    KEYS o\\[x\\]
    KEYS a\\*b
    KEYS "a\\\\\\\\b"
    KEYS nothing
    KEYS ""
    KEYS [
    KEYS *[
    KEYS t[
    KEYS [t
    KEYS *e*
    KEYS ***e
    KEYS
    KEYS a b
  `,
  'RENAME COPY MOVE': `
    SET a 1 EX 100
    RENAME a b
    TTL b
    GET b
    RENAME none b
    RENAME b b
    SET c 2
    RENAME c b
    GET b
    TTL b
    RENAMENX b d
    SET e 5
    RENAMENX d e
    RENAMENX none e
    RENAMENX d d
    COPY d f
    GET f
    COPY d e
    COPY d e REPLACE
    GET e
    COPY none x
    COPY d d
    COPY d g DB 1
    COPY d d DB 1
    COPY d g DB 99
    COPY d g DB x
    COPY d g DB -1
    COPY d g bogus
    COPY d g DB
    RPUSH l 1 2 3
    COPY l m
    RPUSH l 4
    LRANGE m 0 -1
    PEXPIRE l 100000
    COPY l n
    TTL n
    MOVE d 1
    MOVE d 1
    SELECT 1
    GET d
    MOVE d 0
    MOVE d 1
    MOVE d 99
    MOVE d x
    MOVE none 2
    SET d 7
    MOVE d 0
    SELECT 0
    GET d
    RENAME a
    MOVE a
  `,
  'SELECT SWAPDB FLUSH': `
    SET a 0
    SELECT 1
    SET a 1
    SELECT 16
    SELECT -1
    SELECT x
    SELECT
    SWAPDB 0 1
    GET a
    SELECT 0
    GET a
    SWAPDB 0 0
    SWAPDB 0 16
    SWAPDB x 1
    SWAPDB 0 x
    FLUSHDB
    GET a
    FLUSHDB ASYNC
    FLUSHDB SYNC
    FLUSHDB bogus
    FLUSHDB SYNC x
    SELECT 1
    GET a
    FLUSHALL
    GET a
    FLUSHALL bogus
  `,
  SCAN: `
    SET a 1
    SCAN 0
    SCAN 0 MATCH a* COUNT 100
    SCAN 0 TYPE string
    SCAN 0 TYPE list
    SCAN x
    SCAN -1
    SCAN 0 COUNT 0
    SCAN 0 COUNT -5
    SCAN 0 COUNT x
    SCAN 0 MATCH
    SCAN 0 bogus x
    SCAN
    SCAN 18446744073709551615
    SCAN 18446744073709551616
  `,
  OBJECT: `
    SET a 1
    OBJECT ENCODING a
    OBJECT ENCODING none
    OBJECT REFCOUNT none
    OBJECT IDLETIME a
    OBJECT IDLETIME none
    OBJECT FREQ a
    OBJECT FREQ none
    OBJECT bogus a
    OBJECT
    OBJECT ENCODING
    ? OBJECT HELP
  `,
  'unknown commands': `
    NOSUCH
    NOSUCH a b c
    "no\\r\\nsuch" "a\\nb"
    OBJECT NOSUCH x
    NOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMANDNOSUCHCOMMAND x
    NOSUCH aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb cccccccccccccccccccccccc ddd
  `,
};
