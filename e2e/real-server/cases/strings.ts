import type { Cases } from './index.ts';

export const strings: Cases = {
  'SET and GET': `
    SET a 1
    GET a
    SET a "x\\x00y"
    GET a
    SET a "" 
    GET a
    GET none
    SET
    SET a
    SET a b c
    GET
    GET a b
    RPUSH l x
    GET l
    SET l now-a-string
    GET l
    STRLEN l
  `,
  'SET options': `
    SET a 1 NX
    SET a 2 NX
    SET a 3 XX
    SET none 3 XX
    GET a
    SET a 4 GET
    SET none2 4 GET
    SET a 5 nx get
    SET n6 5 NX GET
    SET a 5 NX XX
    SET a 5 GET XX
    SET a 1 EX 100 PX 100
    SET a 1 EX 100 KEEPTTL
    SET a 1 EX
    SET a 1 EX 0
    SET a 1 EX -1
    SET a 1 PX 0
    SET a 1 EX notanumber
    SET a 1 EX 9223372036854775807
    SET a 1 PX 9223372036854775807
    SET a 1 EXAT 0
    SET a 1 PXAT -5
    SET a 1 EX 100
    TTL a
    SET a 2 KEEPTTL
    TTL a
    SET a 2
    TTL a
    SET a 1 EXAT 33177117420
    EXPIRETIME a
    SET a 1 PXAT 33177117420123
    PEXPIRETIME a
    SET a 1 PXAT 1
    GET a
    SET a 1 bogus
    LPUSH l x
    SET l y GET
    SET l y NX GET
    TYPE l
  `,
  'GETEX GETDEL GETSET': `
    SET a 1
    GETEX a
    GETEX a EX 100
    TTL a
    GETEX a PERSIST
    TTL a
    GETEX a EXAT 33177117420
    EXPIRETIME a
    GETEX a PXAT 33177117420999
    PEXPIRETIME a
    GETEX a EX 0
    GETEX a EX 10 PERSIST
    GETEX a EX 10 PX 10
    GETEX a EX
    GETEX a KEEPTTL
    GETEX a NX
    GETEX a EX foo
    GETEX none EX 10
    GETEX a PXAT 1
    EXISTS a
    SET a 1
    GETDEL a
    GETDEL a
    EXISTS a
    GETSET a 5
    GETSET a 6
    SET a 7 EX 100
    GETSET a 8
    TTL a
    LPUSH l x
    GETDEL l
    GETSET l 1
    GETEX l
    GETDEL
    GETSET a
  `,
  'MSET MGET MSETNX SETNX SETEX PSETEX': `
    MSET a 1 b 2
    MGET a b none
    MSET a 1 b
    MSET a
    MSETNX a 1 c 3
    EXISTS c
    MSETNX c 3 d 4
    MGET c d
    MSETNX c
    MSETNX e 1 e 2
    GET e
    LPUSH l x
    MGET l a
    SETNX a 5
    SETNX z 5
    SETEX a 100 v
    TTL a
    SETEX a 0 v
    SETEX a -1 v
    SETEX a abc v
    SETEX a 9223372036854775807 v
    PSETEX a 100000 v
    PSETEX a 0 v
    GET a
    MGET
  `,
  'INCR and friends': `
    INCR n
    INCRBY n 10
    DECR n
    DECRBY n 20
    GET n
    INCRBY n abc
    INCRBY n 1.5
    INCRBY n " 1"
    SET s abc
    INCR s
    SET s " 1"
    INCR s
    SET s "1 "
    INCR s
    SET s ""
    INCR s
    SET s 01
    INCR s
    SET s +1
    INCR s
    SET s -0
    INCR s
    SET s 9223372036854775806
    INCR s
    INCR s
    GET s
    SET s -9223372036854775807
    DECR s
    DECR s
    DECRBY s -9223372036854775808
    INCRBY s 9223372036854775807
    INCRBY s 9223372036854775808
    SET s 9223372036854775808
    INCR s
    LPUSH l x
    INCR l
    INCRBY l 1
    SET t 5 EX 100
    INCR t
    TTL t
    INCR
    INCRBY n
    OBJECT ENCODING n
  `,
  INCRBYFLOAT: `
    SET f 10.50
    INCRBYFLOAT f 0.1
    INCRBYFLOAT f -5
    SET f 5.0e3
    INCRBYFLOAT f 2.0e2
    INCRBYFLOAT none 1
    INCRBYFLOAT none 1.5
    INCRBYFLOAT none -2.5
    GET none
    SET f 3.0e3
    INCRBYFLOAT f 0
    GET f
    INCRBYFLOAT f abc
    INCRBYFLOAT f inf
    INCRBYFLOAT f -inf
    INCRBYFLOAT f nan
    INCRBYFLOAT f " 1"
    SET f abc
    INCRBYFLOAT f 1
    SET f " 1"
    INCRBYFLOAT f 1
    SET f 1e400
    INCRBYFLOAT f 1
    SET f 0.1
    INCRBYFLOAT f 0.2
    INCRBYFLOAT f 1e-17
    INCRBYFLOAT f 1e17
    SET f 1
    INCRBYFLOAT f 1e20
    INCRBYFLOAT f 0.000000000000000001
    SET f 1.7976931348623157e308
    INCRBYFLOAT f 1e300
    LPUSH l x
    INCRBYFLOAT l 1
    SET f 3
    INCRBYFLOAT f 1.000000000000000005
    INCRBYFLOAT f -4
    INCRBYFLOAT f 0x10
    SET f 0.00001
    INCRBYFLOAT f 0.00002
  `,
  'APPEND STRLEN GETRANGE SETRANGE SUBSTR': `
    APPEND a foo
    APPEND a bar
    GET a
    APPEND a ""
    STRLEN a
    STRLEN none
    GETRANGE a 0 2
    GETRANGE a -3 -1
    GETRANGE a 0 -1
    GETRANGE a 5 2
    GETRANGE a 100 200
    GETRANGE a -100 1
    GETRANGE a -1 -100
    GETRANGE a -100 -99
    GETRANGE a 0 9223372036854775807
    GETRANGE a x 1
    GETRANGE none 0 -1
    SUBSTR a 1 3
    SETRANGE a 3 XY
    GET a
    SETRANGE a 10 Z
    GET a
    SETRANGE a -1 x
    SETRANGE a x x
    SETRANGE new 3 abc
    GET new
    SETRANGE none2 5 ""
    EXISTS none2
    SETRANGE a 536870912 x
    SETRANGE a 536870911 xx
    SET n 123
    GETRANGE n 0 1
    APPEND n 4
    GET n
    INCR n
    SETRANGE n 0 9
    GET n
    OBJECT ENCODING n
    LPUSH l x
    APPEND l x
    STRLEN l
    GETRANGE l 0 1
    SETRANGE l 0 x
    GETRANGE a 0
    SETRANGE a 0
  `,
  LCS: `
    MSET k1 ohmytext k2 mynewtext
    LCS k1 k2
    LCS k1 k2 LEN
    LCS k1 k2 IDX
    LCS k1 k2 IDX MINMATCHLEN 4
    LCS k1 k2 IDX MINMATCHLEN 4 WITHMATCHLEN
    LCS k1 k2 IDX WITHMATCHLEN
    LCS k1 k2 LEN IDX
    LCS k1 k2 bogus
    LCS k1 k2 MINMATCHLEN
    LCS k1 k2 IDX MINMATCHLEN -1
    LCS k1 k2 MINMATCHLEN x
    LCS k1 none
    LCS none none2 LEN
    LCS none none2 IDX
    LPUSH l x
    LCS k1 l
    LCS k1
  `,
  encodings: `
    SET a 123
    OBJECT ENCODING a
    SET a 12345678901234567890
    OBJECT ENCODING a
    SET a 9223372036854775807
    OBJECT ENCODING a
    SET a 01
    OBJECT ENCODING a
    SET a "12345678901234567890123456789012345678901234"
    OBJECT ENCODING a
    SET a "123456789012345678901234567890123456789012345"
    OBJECT ENCODING a
    SET a x
    APPEND a y
    OBJECT ENCODING a
    SET a 5
    INCRBYFLOAT a 1
    OBJECT ENCODING a
    APPEND b 7
    OBJECT ENCODING b
    SETRANGE c 0 7
    OBJECT ENCODING c
  `,
};
