import type { Cases } from './index.ts';

export const bits: Cases = {
  'single bits and counts': `
    SETBIT b 7 1
    SETBIT b 7 0
    SETBIT b 100 1
    GETBIT b 100
    GETBIT b 1000
    GETBIT none 0
    SETBIT b -1 1
    SETBIT b 4294967296 1
    SETBIT b x 1
    SETBIT b 1 2
    SETBIT b 1 x
    GETBIT b -1
    GETBIT b 4294967296
    SET f foobar
    BITCOUNT f
    BITCOUNT f 0 0
    BITCOUNT f 1 1
    BITCOUNT f -2 -1
    BITCOUNT f 5 30 BIT
    BITCOUNT f 5 -5 BIT
    BITCOUNT f 3 1
    BITCOUNT f 0
    BITCOUNT f 0 0 bogus
    BITCOUNT f x 1
    BITCOUNT none
    SET z "\\xff\\xf0\\x00"
    BITPOS z 0
    BITPOS z 1
    BITPOS z 0 2
    BITPOS z 1 2
    BITPOS z 0 0 0
    BITPOS z 0 0 -1 BIT
    BITPOS z 1 12 15 BIT
    BITPOS z 2
    BITPOS z x
    BITPOS none 0
    BITPOS none 1
    SET ones "\\xff\\xff"
    BITPOS ones 0
    BITPOS ones 0 0 -1
    SET n 12345
    GETBIT n 3
    BITCOUNT n
    LPUSH l x
    SETBIT l 0 1
    GETBIT l 0
    BITCOUNT l
    BITPOS l 1
    GET b
  `,
  BITOP: `
    SET a "\\x0f\\xf0\\xaa"
    SET b "\\xff\\x00"
    BITOP AND d a b
    GET d
    BITOP OR d a b
    GET d
    BITOP XOR d a b none
    GET d
    BITOP NOT d a
    GET d
    BITOP NOT d a b
    BITOP bogus d a
    BITOP AND d none
    EXISTS d
    LPUSH l x
    BITOP AND d a l
    BITOP AND
  `,
  BITFIELD: `
    BITFIELD f SET u8 0 255 GET u8 0 GET i8 0
    BITFIELD f INCRBY u8 0 10
    BITFIELD f OVERFLOW SAT INCRBY u8 0 300 OVERFLOW FAIL INCRBY u8 0 1
    BITFIELD f OVERFLOW WRAP INCRBY i8 8 127 INCRBY i8 8 1
    BITFIELD f OVERFLOW SAT INCRBY i8 8 -300
    BITFIELD f SET i64 #1 9223372036854775807 GET i64 #1
    BITFIELD f INCRBY i64 #1 1
    BITFIELD f GET u63 3 GET i5 100
    BITFIELD f GET u64 0
    BITFIELD f GET i65 0
    BITFIELD f GET x8 0
    BITFIELD f GET u8 -1
    BITFIELD f GET u8 #x
    BITFIELD f OVERFLOW bogus
    BITFIELD f SET u8 0
    BITFIELD f SET u8 0 x
    BITFIELD f
    BITFIELD_RO f GET u8 0
    BITFIELD_RO f SET u8 0 1
    BITFIELD none GET u8 0
    EXISTS none
    LPUSH l x
    BITFIELD l GET u8 0
    GET f
  `,
  HyperLogLog: `
    PFADD h a b c d e f g
    PFADD h a
    PFADD h
    PFADD new
    PFCOUNT h
    PFCOUNT none
    PFADD i x y a b
    PFCOUNT h i none
    PFMERGE m h i
    PFCOUNT m
    PFMERGE empty
    PFCOUNT empty
    GET h
    GET m
    STRLEN h
    SET str notahll
    PFADD str a
    PFCOUNT str
    PFMERGE m str
    LPUSH l x
    PFADD l a
    PFCOUNT h l
    PFCOUNT
    OBJECT ENCODING h
  `,
};
