export const KEYS_AND_STRINGS = `
  SET $string $value
  SET $string $value
  SET $string $value
  SET $key $value
  SET $string $value [ { NX | XX } ] [ GET ] [ { EX $seconds | PX $seconds | EXAT $at | PXAT $atms | KEEPTTL } ]
  GET $string
  GETSET $string $value
  GETDEL $string
  GETEX $string [ { EX $seconds | PX 5000000 | EXAT $at | PXAT $atms | PERSIST } ]
  SETNX $string $value
  SETEX $string $seconds $value
  PSETEX $string 5000000 $value
  MSET ( $string $value )*4
  MSETNX ( $string $value )*3
  MGET ( $key )*4
  APPEND $string $value
  STRLEN $string
  GETRANGE $string $index $index
  SUBSTR $string $index $index
  SETRANGE $string $offset $value
  INCR $string
  DECR $string
  INCRBY $string $integer
  DECRBY $string $integer
  INCRBYFLOAT $string $float
  LCS $string $string [ { LEN | IDX [ MINMATCHLEN $count ] [ WITHMATCHLEN ] } ]
  DEL ( $key )*3
  UNLINK ( $key )*2
  EXISTS ( $key )*4
  TOUCH ( $key )*3
  TYPE $key
  KEYS $pattern
  DBSIZE
  RANDOMKEY
  RENAME $key $key
  RENAMENX $key $key
  COPY $key $key [ DB $db ] [ REPLACE ]
  MOVE $key $db
  SELECT $db
  SELECT 0
  SELECT 0
  SWAPDB 0 $db
  FLUSHDB
  EXPIRE $key $seconds [ { NX | XX } ]
  PEXPIRE $key $ms [ { NX | XX } ]
  EXPIREAT $key $at [ { NX | XX | GT | LT | XX GT | XX LT | NX GT | GT LT } ]
  EXPIREAT $key $at
  PEXPIREAT $key $atms [ { NX | XX | GT | LT } ]
  PERSIST $key
  TTL $key
  PTTL $key
  EXPIRETIME $key
  PEXPIRETIME $key
  OBJECT ENCODING $key
  OBJECT ENCODING $key
  OBJECT REFCOUNT none
  SCAN 0 COUNT 10000 [ MATCH $pattern ] [ TYPE { string | list | hash | zset | set | stream | nosuch } ]
  SORT $list [ LIMIT $index $count ] [ { ASC | DESC } ] [ ALPHA ]
  SORT $set ALPHA [ DESC ] [ STORE $list ]
  SORT $zset [ BY none ] [ ALPHA ] [ LIMIT 0 3 ]
  SORT $list BY string:* [ GET string:* ] [ GET # ] ALPHA
  SORT $list BY weight:* [ GET string:* ] [ GET # ]
  SORT_RO $list ALPHA
  ECHO $text
  PING [ $text ]
  TYPE
  GET $key $key
`;
