import type { Cases } from './index.ts';

export const hashes: Cases = {
  'setting and getting': `
    HSET h a 1 b 2
    HSET h a 9 c 3
    HGET h a
    HGET h none
    HGET none a
    HMGET h a none c
    HMGET none a b
    HMSET h d 4 e 5
    HMSET h d
    HGETALL h
    HGETALL none
    HKEYS h
    HVALS h
    HKEYS none
    HLEN h
    HLEN none
    HEXISTS h a
    HEXISTS h none
    HEXISTS none a
    HSTRLEN h a
    HSTRLEN h none
    HSTRLEN none a
    HSETNX h a 1
    HSETNX h new 1
    HSETNX h2 new 1
    HDEL h a b none
    HDEL h c d e new
    EXISTS h
    HDEL none a
    HSET h a
    HSET h a 1 b
    HSET h
    HGET h
    HMGET h
    HDEL h
    SET s x
    HSET s a 1
    HGET s a
    HMGET s a
    HGETALL s
    HDEL s a
    HLEN s
    HKEYS s
    HVALS s
    HEXISTS s a
    HSTRLEN s a
    HSETNX s a 1
    HSET h "" ""
    HGETALL h
    OBJECT ENCODING h
  `,
  counting: `
    HINCRBY h n 5
    HINCRBY h n -10
    HINCRBY h n abc
    HSET h s abc
    HINCRBY h s 1
    HSET h s " 1"
    HINCRBY h s 1
    HSET h max 9223372036854775807
    HINCRBY h max 1
    HSET h min -9223372036854775808
    HINCRBY h min -1
    HINCRBYFLOAT h f 10.5
    HINCRBYFLOAT h f 0.1
    HINCRBYFLOAT h f -5
    HINCRBYFLOAT h f abc
    HINCRBYFLOAT h f inf
    HINCRBYFLOAT h f nan
    HINCRBYFLOAT h s 1
    HSET h s abc
    HINCRBYFLOAT h s 1
    HSET h e 5.0e3
    HINCRBYFLOAT h e 2.0e2
    HINCRBYFLOAT h g 1e20
    HINCRBYFLOAT h g 0.1
    SET s x
    HINCRBY s a 1
    HINCRBYFLOAT s a 1
    HINCRBY h a
  `,
  'random fields and scanning': `
    HSET h a 1 b 2 c 3
    HRANDFIELD h
    HRANDFIELD none
    HRANDFIELD h 2
    HRANDFIELD h 10
    HRANDFIELD h -5
    HRANDFIELD h 0
    HRANDFIELD none 2
    HRANDFIELD h 2 WITHVALUES
    HRANDFIELD h -5 WITHVALUES
    HRANDFIELD h 2 bogus
    HRANDFIELD h x
    HRANDFIELD h 2 WITHVALUES more
    HRANDFIELD h -9223372036854775808
    HRANDFIELD h -9223372036854775807 WITHVALUES
    HSCAN h 0
    HSCAN h x
    HSCAN none 0
    HSCAN h 0 MATCH a
    HSCAN h 0 COUNT 0
    HSCAN h 0 COUNT x
    HSCAN h 0 bogus
    SET s x
    HRANDFIELD s
    HSCAN s 0
  `,
  encodings: `
    HSET h a 1
    OBJECT ENCODING h
    HSET h b "1234567890123456789012345678901234567890123456789012345678901234"
    OBJECT ENCODING h
    HSET h b "12345678901234567890123456789012345678901234567890123456789012345"
    OBJECT ENCODING h
    HDEL h b
    OBJECT ENCODING h
    HSET g "12345678901234567890123456789012345678901234567890123456789012345" 1
    OBJECT ENCODING g
  `,
};
