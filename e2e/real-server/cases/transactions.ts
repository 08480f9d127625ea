import type { Cases } from './index.ts';

export const transactions: Cases = {
  'queueing and running': `
    MULTI
    SET a 1
    INCR a
    GET a
    EXEC
    MULTI
    EXEC
    EXEC
    DISCARD
    MULTI
    MULTI
    SET a 5
    EXEC
    GET a
    MULTI
    SET a 9
    DISCARD
    GET a
    MULTI x
    EXEC x
  `,
  'errors while queueing': `
    MULTI
    SET a
    SET a 1
    EXEC
    EXISTS a
    MULTI
    NOSUCH
    EXEC
    MULTI
    SET a x
    INCR a
    SET b 1
    EXEC
    GET b
    MULTI
    WATCH a
    EXEC
    MULTI
    SUBSCRIBE c
    EXEC
  `,
  watching: `
    SET a 1
    WATCH a
    b> SET a 2
    MULTI
    SET a 3
    EXEC
    GET a
    WATCH a
    MULTI
    SET a 3
    EXEC
    WATCH a
    b> SET a 4
    UNWATCH
    MULTI
    GET a
    EXEC
    WATCH none
    b> SET none 1
    MULTI
    EXEC
    WATCH a
    b> SET other 1
    MULTI
    PING
    EXEC
    WATCH a
    SET a 9
    MULTI
    EXEC
    WATCH a
    b> DEL nokey
    b> FLUSHALL
    MULTI
    EXEC
    WATCH
    UNWATCH x
    WATCH a
    b> EXPIRE a 100
    MULTI
    EXEC
    SET a 1
    WATCH a
    b> EXPIRE a 100
    MULTI
    EXEC
    WATCH a
    b> SELECT 1
    b> SET a 5
    MULTI
    PING
    EXEC
    WATCH a
    b> SWAPDB 0 1
    MULTI
    EXEC
  `,
  'watching a key that ends': `
    SET a 1 PX 30
    WATCH a
    sleep 60
    MULTI
    PING
    EXEC
    SET b 1
    WATCH b
    PEXPIRE b 20
    MULTI
    EXEC
    UNWATCH
    DISCARD
  `,
  'selecting inside': `
    MULTI
    SET a 0
    SELECT 1
    SET a 1
    EXEC
    GET a
    SELECT 0
    GET a
  `,
};
