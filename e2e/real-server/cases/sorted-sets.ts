import type { Cases } from './index.ts';

const FILL = 'ZADD z 1 a 2 b 3 c 4 d 5 e';
const LEX = 'ZADD l 0 a 0 b 0 c 0 d 0 e';

export const sortedSets: Cases = {
  ZADD: `
    ZADD z 1 a 2 b
    ZADD z 3 a 4 c
    ZADD z CH 5 a 6 d
    ZADD z NX 9 a 9 e
    ZADD z XX 9 a 9 f
    ZADD z XX CH 8 a 9 f
    ZADD z GT 7 a
    ZADD z GT CH 9 a
    ZADD z LT CH 1 a
    ZADD z LT CH 2 a
    ZADD z GT XX CH 3 a
    ZADD z INCR 5 a
    ZADD z NX INCR 5 a
    ZADD z XX INCR 5 none
    ZADD z GT INCR -5 a
    ZADD z INCR 1 a 2 b
    ZADD z NX XX 1 a
    ZADD z NX GT 1 a
    ZADD z GT LT 1 a
    ZADD z 1
    ZADD z 1 a 2
    ZADD z x a
    ZADD z nan a
    ZADD z 1 a x b
    ZADD z inf i -inf j +inf k
    ZADD z INCR -inf i
    ZADD z bogus 1 a
    ZADD z NX
    ZRANGE z 0 -1 WITHSCORES
    ZADD f 1.5 a 1e3 b 0.1 c -0 d 1e-7 e 1e21 f 123456789012345680 g 0x10 h 3.0 i
    ZRANGE f 0 -1 WITHSCORES
    SET s x
    ZADD s 1 a
    ZADD s x a
    ZADD none XX 1 a
    EXISTS none
    OBJECT ENCODING z
  `,
  'ranks and scores': `
    ${FILL}
    ZRANK z a
    ZRANK z e
    ZREVRANK z a
    ZRANK z none
    ZRANK none a
    ZREVRANK none a
    ZSCORE z a
    ZSCORE z none
    ZSCORE none a
    ZMSCORE z a none b
    ZMSCORE none a b
    ZCARD z
    ZCARD none
    ZINCRBY z 1.5 a
    ZINCRBY z -3 a
    ZINCRBY z 5 new
    ZINCRBY z x a
    ZINCRBY z nan a
    ZINCRBY z inf a
    ZINCRBY z -inf a
    ZCOUNT z 2 4
    ZCOUNT z (2 4
    ZCOUNT z -inf +inf
    ZCOUNT z (4 2
    ZCOUNT z x 1
    ZCOUNT none 0 1
    ZREM z a none
    ZREM z b c d e new
    EXISTS z
    ZREM none a
    SET s x
    ZRANK s a
    ZSCORE s a
    ZMSCORE s a
    ZCARD s
    ZINCRBY s 1 a
    ZCOUNT s 0 1
    ZREM s a
    ZSCORE z
    ZADD same 1 c 1 b 1 a
    ZRANGE same 0 -1
    ZRANK same b
  `,
  'ZRANK WITHSCORE': `
    ${FILL}
    ZRANK z a b c
  `,
  'ZRANGE by rank': `
    ${FILL}
    ZRANGE z 0 -1
    ZRANGE z 0 -1 WITHSCORES
    ZRANGE z 1 2
    ZRANGE z -2 -1
    ZRANGE z 3 1
    ZRANGE z -100 100
    ZRANGE z 5 10
    ZRANGE z 0 x
    ZRANGE z 0 -1 REV
    ZRANGE z 0 1 REV WITHSCORES
    ZRANGE none 0 -1
    ZREVRANGE z 0 1
    ZREVRANGE z 0 -1 WITHSCORES
    ZREVRANGE z 0 1 REV
    ZREVRANGE none 0 -1
    ZRANGE z 0 -1 LIMIT 0 1
    ZRANGE z 0 -1 bogus
    ZRANGE z 0
    SET s x
    ZRANGE s 0 -1
    ZREVRANGE s 0 -1
  `,
  'ZRANGE by score': `
    ${FILL}
    ZRANGEBYSCORE z 2 4
    ZRANGEBYSCORE z (2 (4
    ZRANGEBYSCORE z -inf +inf WITHSCORES
    ZRANGEBYSCORE z 2 4 LIMIT 1 1
    ZRANGEBYSCORE z 2 4 LIMIT 0 -1
    ZRANGEBYSCORE z 2 4 LIMIT -1 1
    ZRANGEBYSCORE z 2 4 LIMIT 5 1
    ZRANGEBYSCORE z 2 4 LIMIT 0 0
    ZRANGEBYSCORE z 2 4 LIMIT 1
    ZRANGEBYSCORE z 2 4 LIMIT x 1
    ZRANGEBYSCORE z 4 2
    ZRANGEBYSCORE z x 2
    ZRANGEBYSCORE z ( 2
    ZRANGEBYSCORE z (x 2
    ZRANGEBYSCORE z nan 2
    ZRANGEBYSCORE z 2 4 bogus
    ZRANGEBYSCORE none 0 1
    ZREVRANGEBYSCORE z 4 2
    ZREVRANGEBYSCORE z (4 (2 WITHSCORES
    ZREVRANGEBYSCORE z +inf -inf LIMIT 1 2
    ZREVRANGEBYSCORE z 2 4
    ZRANGE z 2 4 BYSCORE
    ZRANGE z (2 +inf BYSCORE WITHSCORES LIMIT 0 1
    ZRANGE z 4 2 BYSCORE REV
    ZRANGE z 2 4 BYSCORE REV
    ZRANGE z 2 4 BYSCORE BYLEX
    ZRANGE z x 4 BYSCORE
    SET s x
    ZRANGEBYSCORE s 0 1
    ZREVRANGEBYSCORE s 1 0
    ZRANGEBYSCORE s x 1
  `,
  'ZRANGE by lex': `
    ${LEX}
    ZRANGEBYLEX l - +
    ZRANGEBYLEX l [b [d
    ZRANGEBYLEX l (b (d
    ZRANGEBYLEX l [b +
    ZRANGEBYLEX l + -
    ZRANGEBYLEX l - + LIMIT 1 2
    ZRANGEBYLEX l - + LIMIT 1 -1
    ZRANGEBYLEX l b d
    ZRANGEBYLEX l [b d
    ZRANGEBYLEX l [ (
    ZRANGEBYLEX l - + WITHSCORES
    ZRANGEBYLEX none - +
    ZREVRANGEBYLEX l + -
    ZREVRANGEBYLEX l [d (b
    ZREVRANGEBYLEX l + - LIMIT 1 2
    ZRANGE l [b [d BYLEX
    ZRANGE l [d [b BYLEX REV
    ZRANGE l [b [d BYLEX WITHSCORES
    ZRANGE l - + BYLEX LIMIT 1 2
    ZLEXCOUNT l - +
    ZLEXCOUNT l [b (d
    ZLEXCOUNT l b d
    ZLEXCOUNT l + -
    ZLEXCOUNT none - +
    ZREMRANGEBYLEX l [b [c
    ZRANGE l 0 -1
    ZREMRANGEBYLEX l x y
    ZREMRANGEBYLEX none - +
    SET s x
    ZRANGEBYLEX s - +
    ZLEXCOUNT s - +
    ZREMRANGEBYLEX s - +
  `,
  'removing ranges': `
    ${FILL}
    ZREMRANGEBYRANK z 0 1
    ZRANGE z 0 -1
    ZREMRANGEBYRANK z 5 6
    ZREMRANGEBYRANK z x 6
    ZREMRANGEBYSCORE z (3 4
    ZRANGE z 0 -1
    ZREMRANGEBYSCORE z x 4
    ZREMRANGEBYSCORE z -inf +inf
    EXISTS z
    ZREMRANGEBYRANK none 0 -1
    ZREMRANGEBYSCORE none 0 1
    SET s x
    ZREMRANGEBYRANK s 0 -1
    ZREMRANGEBYSCORE s 0 1
  `,
  ZRANGESTORE: `
    ${FILL}
    ZRANGESTORE d z 1 3
    ZRANGE d 0 -1 WITHSCORES
    ZRANGESTORE d z (1 +inf BYSCORE LIMIT 1 2
    ZRANGE d 0 -1 WITHSCORES
    ZRANGESTORE d z - [c BYLEX
    ZRANGESTORE d z 0 -1 REV
    ZRANGE d 0 -1
    ZRANGESTORE d z 10 20
    EXISTS d
    ZRANGESTORE d none 0 -1
    ZRANGESTORE d z 0 -1 WITHSCORES
    ZRANGESTORE z z 0 1
    ZRANGE z 0 -1
    SET s x
    ZRANGESTORE d s 0 -1
    ZRANGESTORE s z 0 -1
    TYPE s
  `,
  'union, intersection, difference': `
    ZADD a 1 x 2 y 3 z
    ZADD b 10 y 20 z 30 w
    SADD s x w
    ZUNION 2 a b
    ZUNION 2 a b WITHSCORES
    ZUNION 2 a b WEIGHTS 2 0.5 WITHSCORES
    ZUNION 2 a b AGGREGATE MIN WITHSCORES
    ZUNION 2 a b AGGREGATE MAX WITHSCORES
    ZUNION 2 a b AGGREGATE SUM WEIGHTS 1 -1 WITHSCORES
    ZUNION 2 a s WITHSCORES
    ZUNION 2 a none WITHSCORES
    ZINTER 2 a b WITHSCORES
    ZINTER 2 a b WEIGHTS 2 3 WITHSCORES
    ZINTER 2 a b AGGREGATE MIN WITHSCORES
    ZINTER 2 a none
    ZINTER 3 a b s
    ZINTER 1 a WITHSCORES
    ZINTER 2 a a WITHSCORES
    ZDIFF 2 a b WITHSCORES
    ZDIFF 2 a b
    ZDIFF 2 none a
    ZDIFF 2 a none WITHSCORES
    ZDIFF 2 a a
    ZDIFF 2 a b WEIGHTS 1 2
    ZINTERCARD 2 a b
    ZINTERCARD 2 a b LIMIT 1
    ZINTERCARD 2 a b LIMIT -1
    ZINTERCARD 2 a b LIMIT x
    ZINTERCARD 0 a
    ZINTERCARD 3 a b
    ZINTERCARD x a
    ZUNIONSTORE d 2 a b
    ZRANGE d 0 -1 WITHSCORES
    ZINTERSTORE d 2 a b WEIGHTS 1 2 AGGREGATE MAX
    ZRANGE d 0 -1 WITHSCORES
    ZDIFFSTORE d 2 a b
    ZRANGE d 0 -1 WITHSCORES
    ZDIFFSTORE d 2 a a
    EXISTS d
    ZUNIONSTORE d 2 a b WITHSCORES
    ZUNION 0 a
    ZUNION -1 a
    ZUNION x a
    ZUNION 3 a b
    ZUNION 2 a b WEIGHTS 1
    ZUNION 2 a b WEIGHTS 1 x
    ZUNION 2 a b AGGREGATE
    ZUNION 2 a b AGGREGATE bogus
    ZUNION 2 a b bogus
    ZUNIONSTORE d 0 a
    ZUNIONSTORE d x a
    ZADD i inf x -inf y
    ZADD j -inf x inf y
    ZUNION 2 i j WITHSCORES
    ZUNION 1 i WEIGHTS 0 WITHSCORES
    SET str x
    ZUNION 2 a str
    ZINTER 2 none str
    ZDIFF 2 none str
    ZUNIONSTORE str 2 a b
    TYPE str
    ZINTERSTORE a 2 a b
    ZRANGE a 0 -1 WITHSCORES
  `,
  popping: `
    ${FILL}
    ZPOPMIN z
    ZPOPMAX z
    ZPOPMIN z 2
    ZPOPMIN z 0
    ZPOPMIN z -1
    ZPOPMIN z x
    ZPOPMAX z 10
    EXISTS z
    ZPOPMIN z
    ZPOPMAX z 2
    ZPOPMIN z 1 2
    ${FILL}
    ZMPOP 2 none z MIN
    ZMPOP 1 z MAX COUNT 2
    ZMPOP 1 z MAX COUNT 0
    ZMPOP 1 z MAX COUNT x
    ZMPOP 0 z MIN
    ZMPOP 1 z up
    ZMPOP 1 z
    ZMPOP 2 z MIN
    ZMPOP 1 none MIN
    ZMPOP 1 z MIN COUNT 100
    ${FILL}
    BZPOPMIN z 1
    BZPOPMAX none z 1
    BZMPOP 1 1 z MIN COUNT 2
    BZPOPMIN none 0.02
    BZMPOP 0.02 1 none MIN
    BZPOPMIN z x
    BZPOPMIN z -1
    BZMPOP -1 1 z MIN
    BZMPOP 1 0 z MIN
    SET s x
    ZPOPMIN s
    ZPOPMIN s 0
    ZMPOP 1 s MIN
    BZPOPMIN s 1
    BZMPOP 1 1 s MIN
    MULTI
    BZPOPMIN none 0
    BZMPOP 0 1 none MIN
    EXEC
  `,
  'blocked clients': `
    a> & BZPOPMIN z 5
    b> & BZPOPMAX z 5
    c> & BZMPOP 5 2 y z MIN COUNT 5
    ZADD z 1 a 2 b 3 c 4 d
    ZCARD z
    a> & BZPOPMIN w 5
    ZUNIONSTORE w 1 none
    ZADD v 1.5 x
    ZUNIONSTORE w 1 v
  `,
  'random members and scanning': `
    ${FILL}
    ZRANDMEMBER z
    ZRANDMEMBER none
    ZRANDMEMBER z 3
    ZRANDMEMBER z -10
    ZRANDMEMBER z 0
    ZRANDMEMBER none 3
    ZRANDMEMBER z 3 WITHSCORES
    ZRANDMEMBER z -3 WITHSCORES
    ZRANDMEMBER z 3 bogus
    ZRANDMEMBER z x
    ZRANDMEMBER z -9223372036854775808
    ZSCAN z 0
    ZSCAN z 0 MATCH a COUNT 10
    ZSCAN z x
    ZSCAN none 0
    SET s x
    ZRANDMEMBER s
    ZSCAN s 0
  `,
};
