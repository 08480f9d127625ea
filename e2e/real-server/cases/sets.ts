import type { Cases } from './index.ts';

export const sets: Cases = {
  members: `
    SADD s a b c
    SADD s a d
    SCARD s
    SMEMBERS s
    SISMEMBER s a
    SISMEMBER s z
    SISMEMBER none a
    SMISMEMBER s a z b
    SMISMEMBER none a b
    SREM s a z
    SREM none a
    SREM s b c d
    EXISTS s
    SCARD none
    SMEMBERS none
    SADD s
    SREM s
    SMISMEMBER s
    SET str x
    SADD str a
    SREM str a
    SCARD str
    SMEMBERS str
    SISMEMBER str a
    SMISMEMBER str a
    SADD n 1 2 3
    SADD n 01 +1 -0
    SMEMBERS n
    SMOVE n m 1
    SMOVE n m 99
    SMOVE none m 1
    SMOVE n n 2
    SMOVE n n 99
    SMOVE n str 2
    SMOVE str n 2
    SMOVE none str 1
    SMEMBERS m
  `,
  'algebra of sets': `
    SADD a 1 2 3 4
    SADD b 3 4 5
    SADD c 4 x
    SINTER a b
    SINTER a b c
    SINTER a none
    SUNION a b c
    SUNION none none2
    SDIFF a b
    SDIFF a b c
    SDIFF none a
    SDIFF a a
    SINTERCARD 2 a b
    SINTERCARD 2 a b LIMIT 1
    SINTERCARD 2 a b LIMIT 0
    SINTERCARD 2 a b LIMIT -1
    SINTERCARD 2 a b LIMIT x
    SINTERCARD 2 a b LIMIT
    SINTERCARD 0 a
    SINTERCARD -1 a
    SINTERCARD x a
    SINTERCARD 3 a b
    SINTERCARD 1 a b
    SINTERSTORE d a b
    SMEMBERS d
    SUNIONSTORE d a b
    SMEMBERS d
    SDIFFSTORE d a b
    SMEMBERS d
    SDIFFSTORE d a a
    EXISTS d
    SINTERSTORE a a b
    SMEMBERS a
    SINTERSTORE d none a
    SET str x
    SINTER a str
    SINTER none str
    SINTER str none
    SUNION a str
    SDIFF a str
    SDIFF none str
    SINTERSTORE d a str
    SINTERCARD 2 a str
    SINTERSTORE str a b
    TYPE str
    SINTER
    SINTERSTORE d
  `,
  'random members': `
    SADD s a b c
    SRANDMEMBER s
    SRANDMEMBER none
    SRANDMEMBER s 2
    SRANDMEMBER s 10
    SRANDMEMBER s -5
    SRANDMEMBER s 0
    SRANDMEMBER none 2
    SRANDMEMBER s x
    SRANDMEMBER s -9223372036854775808
    SPOP s 0
    SPOP s -1
    SPOP s x
    SPOP s 10
    EXISTS s
    SPOP none
    SPOP none 2
    SADD one x
    SPOP one
    EXISTS one
    SPOP one 1 2
    SADD s a
    SSCAN s 0
    SSCAN s x
    SSCAN s 0 MATCH b*
    SSCAN s 0 COUNT -1
    SSCAN none 0
    SET str x
    SPOP str
    SRANDMEMBER str
    SSCAN str 0
  `,
  encodings: `
    SADD s 1 2 3
    OBJECT ENCODING s
    SADD s x
    OBJECT ENCODING s
    SREM s x
    OBJECT ENCODING s
    SADD t 9223372036854775807 -9223372036854775808
    OBJECT ENCODING t
    SADD t 9223372036854775808
    OBJECT ENCODING t
    SADD u "12345678901234567890123456789012345678901234567890123456789012345"
    OBJECT ENCODING u
    SADD v 5
    SADD v 05
    OBJECT ENCODING v
    SUNIONSTORE w s
    OBJECT ENCODING w
  `,
};
