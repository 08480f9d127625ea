import type { Cases } from './index.ts';

const FILL = `
    XADD s 1-1 a 1
    XADD s 1-2 b 2
    XADD s 2-0 c 3 d 4
    XADD s 5-0 e 5`;

export const streams: Cases = {
  'adding and trimming': `${FILL}
    XADD s 5-0 a 1
    XADD s 4-0 a 1
    XADD s 0-0 a 1
    XADD s x a 1
    XADD s 1-x a 1
    XADD s 6-* a 1
    XADD s 6-* a 2
    XADD s 5-* a 2
    XADD s 7 a 1
    XADD s 8-1 a
    XADD s
    XADD s 8-1
    XADD none NOMKSTREAM 1-1 a 1
    EXISTS none
    XLEN s
    XADD s MAXLEN 3 9-1 a 1
    XRANGE s - +
    XADD s MAXLEN = 2 9-2 a 1
    XADD s MINID 9-2 9-3 a 1
    XRANGE s - +
    XADD s MAXLEN -1 9-4 a 1
    XADD s MAXLEN x 9-4 a 1
    XADD s MAXLEN 5 LIMIT 1 9-4 a 1
    XADD s MAXLEN ~ 5 LIMIT -1 9-4 a 1
    XADD s MAXLEN 5 MINID 1 9-4 a 1
    XTRIM s MAXLEN 1
    XTRIM s MINID 9-9
    XTRIM s MAXLEN
    XTRIM s bogus 1
    XTRIM none MAXLEN 1
    XLEN s
    EXISTS s
    XLEN none
    SET str x
    XADD str 1-1 a 1
    XLEN str
    XTRIM str MAXLEN 1
    XADD big 18446744073709551615-18446744073709551615 a 1
    XADD big * a 1
    XADD big 18446744073709551616-0 a 1
  `,
  'ranges and deleting': `${FILL}
    XRANGE s - +
    XRANGE s 1 2
    XRANGE s (1-1 +
    XRANGE s 1-2 (5-0
    XRANGE s (5-0 +
    XRANGE s - + COUNT 2
    XRANGE s - + COUNT 0
    XRANGE s - + COUNT -1
    XRANGE s - + COUNT x
    XRANGE s - + COUNT
    XRANGE s + -
    XRANGE s x +
    XRANGE s ( +
    XREVRANGE s + -
    XREVRANGE s 2 1 COUNT 1
    XREVRANGE s - +
    XRANGE none - +
    XDEL s 1-2 9-9
    XDEL s 1-2
    XDEL s x
    XDEL s
    XDEL none 1-1
    XRANGE s - +
    XSETID s 10-0
    XSETID s 1-0
    XSETID s x
    XSETID none 1-1
    XSETID s 11-0 ENTRIESADDED 100 MAXDELETEDID 5-0
    XSETID s 12-0 ENTRIESADDED -1 MAXDELETEDID 5-0
    XSETID s 12-0 ENTRIESADDED 10
    XINFO STREAM s
    SET str x
    XRANGE str - +
    XDEL str 1-1
    XSETID str 1-1
    XINFO STREAM str
    XINFO STREAM none
    XINFO bogus s
    XINFO
  `,
  reading: `${FILL}
    XREAD STREAMS s 0
    XREAD COUNT 1 STREAMS s 1-1
    XREAD STREAMS s $
    XREAD STREAMS s none 0 0
    XREAD STREAMS s 5-0
    XREAD COUNT 2 STREAMS s s 0 1-2
    XREAD STREAMS s
    XREAD STREAMS s s 0
    XREAD COUNT x STREAMS s 0
    XREAD BLOCK x STREAMS s 0
    XREAD BLOCK -1 STREAMS s 0
    XREAD STREAMS s >
    XREAD bogus
    XREAD BLOCK 10 STREAMS s $
    XREAD BLOCK 10 STREAMS s 2-0
    MULTI
    XREAD BLOCK 0 STREAMS s $
    EXEC
    SET str x
    XREAD STREAMS str 0
    a> & XREAD BLOCK 5000 STREAMS s $
    XADD s 6-0 f 6
    b> & XREAD BLOCK 5000 COUNT 1 STREAMS other s $ $
    XADD other 1-1 g 7
  `,
  'consumer groups': `${FILL}
    XGROUP CREATE s g 0
    XGROUP CREATE s g 0
    XGROUP CREATE none g 0
    XGROUP CREATE none g $ MKSTREAM
    XGROUP CREATE s h x
    XGROUP CREATE s h 0 bogus
    XREADGROUP GROUP g alice COUNT 2 STREAMS s >
    XREADGROUP GROUP g bob STREAMS s >
    XREADGROUP GROUP g bob STREAMS s 0
    XREADGROUP GROUP g bob STREAMS s 2-0
    XREADGROUP GROUP none bob STREAMS s >
    XREADGROUP GROUP g bob STREAMS nokey >
    XREADGROUP GROUP g bob STREAMS s $
    XREADGROUP GROUP g bob COUNT x STREAMS s >
    XREADGROUP bogus
    XPENDING s g
    XPENDING s none
    XPENDING nokey g
    XPENDING s g - + 10 carol
    XPENDING s g - + x
    XPENDING s g - +
    XACK s g 1-1 9-9
    XACK s g x
    XACK s none 1-1
    XACK nokey g 1-1
    XACK s g
    XCLAIM s g carol 0 1-2
    XCLAIM s g carol 0 1-2 JUSTID
    XCLAIM s g carol x 1-2
    XCLAIM s g carol 0 x
    XCLAIM s none carol 0 1-2
    XCLAIM s g carol 0 9-9 FORCE
    XCLAIM s g carol 0 1-1 FORCE JUSTID
    XCLAIM s g carol 0 1-2 bogus
    XAUTOCLAIM s g dave 0 0
    XAUTOCLAIM s g dave 0 0 COUNT 1
    XAUTOCLAIM s g dave 0 0 COUNT 1 JUSTID
    XAUTOCLAIM s g dave 0 0 COUNT 0
    XAUTOCLAIM s g dave x 0
    XAUTOCLAIM s none dave 0 0
    XDEL s 2-0
    XAUTOCLAIM s g erin 0 0
    XGROUP CREATECONSUMER s g frank
    XGROUP CREATECONSUMER s g frank
    XGROUP DELCONSUMER s g frank
    XGROUP DELCONSUMER s g erin
    XGROUP DELCONSUMER s g nobody
    XGROUP SETID s g 1-1
    XGROUP SETID s g $
    XGROUP SETID s none 0
    XGROUP DESTROY s g
    XGROUP DESTROY s g
    XGROUP bogus
    XGROUP CREATE
    XREADGROUP GROUP h alice NOACK STREAMS s >
    XINFO GROUPS s
    XINFO GROUPS nokey
    XINFO CONSUMERS s none
  `,
  'a group that waits': `
    XGROUP CREATE s g $ MKSTREAM
    a> & XREADGROUP GROUP g alice BLOCK 5000 STREAMS s >
    b> & XREADGROUP GROUP g bob BLOCK 5000 COUNT 1 STREAMS s >
    XADD s 1-1 f v
    XADD s 1-2 f v
    XPENDING s g
    c> & XREADGROUP GROUP g carol BLOCK 5000 STREAMS s >
    XGROUP DESTROY s g
  `,
};
