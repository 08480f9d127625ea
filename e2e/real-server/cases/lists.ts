import type { Cases } from './index.ts';

export const lists: Cases = {
  'pushing and popping': `
    LPUSH l a b c
    RPUSH l d e
    LRANGE l 0 -1
    LLEN l
    LPOP l
    RPOP l
    LPOP l 2
    LPOP l 0
    LPOP l 10
    EXISTS l
    LPOP l
    LPOP l 2
    RPOP l 0
    LPOP l -1
    LPOP l abc
    RPUSH l 1
    LPOP l -1
    LPOP l 1 2
    LPUSHX none a
    RPUSHX none a
    LPUSHX l 0
    RPUSHX l 2 3
    LRANGE l 0 -1
    LPUSH l
    LLEN none
    SET s x
    LPUSH s a
    RPUSHX s a
    LPOP s
    LPOP s 0
    LLEN s
    OBJECT ENCODING l
  `,
  'ranges and indexes': `
    RPUSH l a b c d e
    LRANGE l 1 3
    LRANGE l -2 -1
    LRANGE l 3 1
    LRANGE l -100 100
    LRANGE l 5 10
    LRANGE l 0 x
    LRANGE none 0 -1
    LINDEX l 0
    LINDEX l -1
    LINDEX l 5
    LINDEX l -6
    LINDEX l x
    LINDEX none 0
    LSET l 0 A
    LSET l -1 E
    LSET l 5 x
    LSET l -6 x
    LSET l x x
    LSET none 0 x
    LRANGE l 0 -1
    LTRIM l 1 -2
    LRANGE l 0 -1
    LTRIM l 0 x
    LTRIM l 5 10
    EXISTS l
    LTRIM none 0 1
    SET s x
    LRANGE s 0 -1
    LINDEX s 0
    LSET s 0 x
    LTRIM s 0 1
  `,
  'LINSERT LREM LPOS': `
    RPUSH l a b a c a
    LINSERT l BEFORE b x
    LINSERT l AFTER b y
    LINSERT l before none y
    LINSERT none BEFORE a b
    LINSERT l bogus a b
    LRANGE l 0 -1
    LREM l 1 a
    LREM l -1 a
    LREM l 0 a
    LREM l 0 none
    LREM l x a
    LREM none 0 a
    LRANGE l 0 -1
    DEL l
    RPUSH l a b c 1 2 3 c c
    LPOS l c
    LPOS l c RANK 2
    LPOS l c RANK -1
    LPOS l c RANK -1 COUNT 2
    LPOS l c COUNT 0
    LPOS l c COUNT 2
    LPOS l c COUNT 0 MAXLEN 3
    LPOS l c RANK 0
    LPOS l c RANK -9223372036854775808
    LPOS l c COUNT -1
    LPOS l c MAXLEN -1
    LPOS l c bogus 1
    LPOS l c RANK
    LPOS l c RANK x
    LPOS l none
    LPOS l none COUNT 1
    LPOS nokey a
    LPOS nokey a COUNT 1
    SET s x
    LPOS s a
    LINSERT s BEFORE a b
    LREM s 0 a
    LPOS l
  `,
  'LMOVE RPOPLPUSH LMPOP': `
    RPUSH a 1 2 3
    LMOVE a b LEFT RIGHT
    LMOVE a b RIGHT LEFT
    LMOVE a a LEFT RIGHT
    LRANGE a 0 -1
    LRANGE b 0 -1
    LMOVE a b up down
    LMOVE a b LEFT
    LMOVE none b LEFT RIGHT
    RPOPLPUSH a b
    EXISTS a
    RPOPLPUSH none b
    RPUSH l 1 2 3 4 5
    RPOPLPUSH l l
    LRANGE l 0 -1
    SET s x
    LMOVE s b LEFT LEFT
    LMOVE l s LEFT LEFT
    RPOPLPUSH l s
    LRANGE l 0 -1
    LMPOP 2 none l LEFT
    LMPOP 1 l RIGHT COUNT 2
    LMPOP 1 l RIGHT COUNT 0
    LMPOP 1 l RIGHT COUNT -1
    LMPOP 1 l RIGHT COUNT x
    LMPOP 1 l
    LMPOP 0 l LEFT
    LMPOP -1 l LEFT
    LMPOP x l LEFT
    LMPOP 3 l LEFT
    LMPOP 1 l middle
    LMPOP 1 l LEFT COUNT 1 COUNT 1
    LMPOP 1 l LEFT COUNT 100
    LMPOP 1 none LEFT
    LMPOP 2 none s LEFT
  `,
  'blocking commands at once': `
    RPUSH l 1 2 3 4 5 6
    BLPOP l 0
    BRPOP none l 1
    BLMOVE l m LEFT RIGHT 1
    BRPOPLPUSH l m 1
    BLMPOP 1 1 l LEFT COUNT 2
    BLPOP l -1
    BLPOP l x
    BLPOP none 0.02
    BLPOP none inf
    BLPOP none 1e20
    BRPOPLPUSH none m 0.02
    BLMOVE none m LEFT LEFT 0.02
    BLMOVE none m LEFT LEFT -1
    BLMOVE none m up LEFT 1
    BLMPOP 0.02 1 none LEFT
    BLMPOP 1 0 none LEFT
    BLMPOP -1 1 none LEFT
    SET s x
    BLPOP s 1
    BLPOP none s 1
    BRPOPLPUSH s m 1
    MULTI
    BLPOP none 0
    BLMOVE none m LEFT LEFT 0
    BRPOPLPUSH none m 0
    BLMPOP 0 1 none LEFT
    EXEC
  `,
  'blocked clients are served in order': `
    a> & BLPOP q 5
    b> & BRPOP other q 5
    c> & BLMOVE q moved LEFT RIGHT 5
    RPUSH q 1 2 3 4
    LRANGE q 0 -1
    LRANGE moved 0 -1
    a> & BLMPOP 5 2 x y RIGHT COUNT 3
    RPUSH y 1 2 3 4 5
    LRANGE y 0 -1
    a> & BRPOPLPUSH src dst 5
    b> & BLPOP dst 5
    LPUSH src v
    EXISTS src dst
  `,
  'a blocked client sees a transaction as a whole': `
    a> & BLPOP q 5
    MULTI
    RPUSH q 1
    DEL q
    RPUSH q 2 3
    EXEC
    LRANGE q 0 -1
    b> & BLPOP w 1
    MULTI
    RPUSH w 1
    DEL w
    SET w str
    EXEC
    DEL w
    RPUSH w v
  `,
  'wrong type on arrival': `
    SET dst str
    a> & BLMOVE src dst LEFT LEFT 5
    RPUSH src 1
    LRANGE src 0 -1
    b> & BLPOP later 5
    SADD later x
    DEL later
    LPUSH later y
    c> & BLPOP renamed 5
    RPUSH from z
    RENAME from renamed
  `,
};
