import type { Cases } from './index.ts';

export const expiry: Cases = {
  'EXPIRE and its forms': `
    SET a 1
    EXPIRE a 100
    TTL a
    PTTL a
    EXPIRE none 100
    EXPIRE a 100 NX
    EXPIRE a 200 XX
    TTL a
    EXPIRE a 100 GT
    EXPIRE a 300 GT
    EXPIRE a 400 LT
    EXPIRE a 100 LT
    TTL a
    PERSIST a
    PERSIST a
    PERSIST none
    TTL a
    TTL none
    PTTL none
    EXPIRE a 100 XX
    EXPIRE a 100 GT
    EXPIRE a 100 LT
    TTL a
    EXPIRE a 100 NX XX
    EXPIRE a 100 GT LT
    EXPIRE a 100 NX GT
    EXPIRE a 50 XX GT
    EXPIRE a 100 bogus
    EXPIRE a 100 "b\\x00c"
    EXPIRE a 100 "b\\r\\nc"
    EXPIRE a x
    EXPIRE a 9223372036854775807
    EXPIRE a -9223372036854775808
    PEXPIRE a 9223372036854775807
    EXPIRE a
    EXPIREAT a 33177117420
    EXPIRETIME a
    PEXPIRETIME a
    PEXPIREAT a 33177117420123
    EXPIRETIME a
    PEXPIRETIME a
    EXPIRETIME none
    PEXPIRETIME none
    PERSIST a
    EXPIRETIME a
    EXPIREAT a 9223372036854775807
    PEXPIREAT a 9223372036854775807
    PEXPIRETIME a
    EXPIRE a 0
    EXISTS a
    SET a 1
    EXPIRE a -1
    EXISTS a
    SET a 1
    EXPIREAT a 1
    EXISTS a
    SET a 1
    PEXPIRE a 0 XX
    EXISTS a
  `,
  'what keeps a TTL and what does not': `
    SET a 1 EX 100
    APPEND a 2
    TTL a
    INCR a
    TTL a
    SETRANGE a 0 9
    TTL a
    GETSET a 1
    TTL a
    RPUSH l 1
    EXPIRE l 100
    RPUSH l 2
    TTL l
    LPOP l 2
    RPUSH l 1
    TTL l
    SADD s 1 2
    EXPIRE s 100
    SADD t 2
    EXPIRE t 50
    SINTERSTORE t s t
    TTL t
    RENAME s t
    TTL t
  `,
  'keys end': `
    SET a 1 PX 30
    RPUSH l 1
    PEXPIRE l 30
    GET a
    sleep 60
    GET a
    EXISTS a l
    TTL a
    TYPE l
    DBSIZE
    KEYS *
    SET a 1 XX
    PERSIST a
    RANDOMKEY
  `,
};
