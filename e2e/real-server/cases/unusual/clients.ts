/** What clients ask about themselves and may do, with arguments that hardly anybody gives. */
import type { Cases } from '../index.ts';

export const clients: Cases = {
  CLIENT: `
    CLIENT KILL
    CLIENT KILL ID
    CLIENT KILL TYPE bogus
    CLIENT KILL USER nobody
    CLIENT KILL ID 0
    CLIENT KILL ID -1
    CLIENT KILL SKIPME maybe
    CLIENT KILL SKIPME yes
    CLIENT KILL SKIPME yes ID
    CLIENT KILL ADDR x LADDR y
    CLIENT KILL TYPE master
    CLIENT KILL TYPE slave
    CLIENT KILL TYPE pubsub
    CLIENT KILL TYPE normal TYPE pubsub
    CLIENT KILL ID 99999 ID 88888
    CLIENT KILL ID 99999 BOGUS
    CLIENT LIST TYPE
    CLIENT LIST TYPE normal x
    CLIENT LIST ID
    CLIENT LIST ID 0
    CLIENT LIST ID -1
    CLIENT LIST ID 99999999 88888888
    CLIENT LIST TYPE master
    CLIENT LIST bogus
    CLIENT LIST TYPE normal ID 1
    CLIENT PAUSE
    CLIENT PAUSE -1
    CLIENT PAUSE 0 WRITE
    CLIENT PAUSE 0 x
    CLIENT PAUSE 0 write extra
    CLIENT PAUSE 99999999999999999999
    CLIENT PAUSE 1.5
    CLIENT UNPAUSE x
    CLIENT UNPAUSE
    CLIENT UNBLOCK
    CLIENT UNBLOCK 1 TIMEOUT x
    CLIENT UNBLOCK x TIMEOUT
    CLIENT UNBLOCK -1
    CLIENT UNBLOCK 1 error
    CLIENT TRACKING
    CLIENT TRACKING on REDIRECT
    CLIENT TRACKING on REDIRECT 0
    CLIENT TRACKING on REDIRECT x
    CLIENT TRACKING on REDIRECT 99999
    CLIENT TRACKING on PREFIX a
    CLIENT TRACKING on BCAST PREFIX a PREFIX ab
    CLIENT TRACKING on BCAST PREFIX a PREFIX a
    CLIENT TRACKING on BCAST PREFIX a
    CLIENT TRACKING on BCAST PREFIX ab
    CLIENT TRACKING on BCAST PREFIX b
    CLIENT TRACKINGINFO
    CLIENT TRACKING on
    CLIENT TRACKING on OPTIN
    CLIENT TRACKING off
    CLIENT TRACKING on OPTIN OPTOUT
    CLIENT TRACKING on OPTIN BCAST
    CLIENT TRACKING on OPTIN
    CLIENT TRACKING on OPTOUT
    CLIENT TRACKINGINFO
    CLIENT CACHING yes
    CLIENT CACHING no
    CLIENT CACHING bogus
    CLIENT TRACKINGINFO
    CLIENT TRACKING off
    CLIENT CACHING yes
    CLIENT CACHING no
    CLIENT TRACKING on OPTOUT NOLOOP
    CLIENT CACHING yes
    CLIENT CACHING no
    CLIENT TRACKINGINFO
    CLIENT TRACKING on BOGUS
    CLIENT TRACKING off
    CLIENT TRACKINGINFO
    CLIENT GETREDIR
    CLIENT GETREDIR x
    CLIENT INFO x
    CLIENT NO-EVICT
    CLIENT NO-EVICT off x
    CLIENT NO-TOUCH on
    CLIENT NO-TOUCH x
    CLIENT NO-TOUCH
    CLIENT SETINFO lib-name x
    CLIENT SETINFO bogus x
    CLIENT SETINFO lib-name "a b"
    CLIENT SETINFO
    CLIENT REPLY
    CLIENT REPLY x
    CLIENT SETNAME
    CLIENT SETNAME a b
    CLIENT GETNAME x
  `,
  ACL: `
    ACL SETUSER u1
    ACL SETUSER u1 on nopass ~* &* +@all -@dangerous
    ACL SETUSER u1 resetkeys ~a ~a %R~b %W~c %RW~d %RW~a
    ACL SETUSER u1 %X~a
    ACL SETUSER u1 %~a
    ACL SETUSER u1 %R~
    ACL SETUSER u1 ~
    ACL SETUSER u1 allkeys ~a
    ACL SETUSER u1 resetchannels &a &b
    ACL SETUSER u1 allchannels &a
    ACL SETUSER u1 +get|x
    ACL SETUSER u1 +config|get -config
    ACL SETUSER u1 +config|get|x
    ACL SETUSER u1 +config|nosuch
    ACL SETUSER u1 -get|x
    ACL SETUSER u1 +nosuch
    ACL SETUSER u1 -nosuch
    ACL SETUSER u1 +@nosuch
    ACL SETUSER u1 >p1 >p2 <p3
    ACL SETUSER u1 >p1 >p2
    ACL SETUSER u1 <p1
    ACL SETUSER u1 !abc
    ACL SETUSER u1 #abc
    ACL SETUSER u1 #xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    ACL SETUSER u1 #c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2
    ACL SETUSER u1 !c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2
    ACL SETUSER u1 reset
    ACL SETUSER u1 (+get ~x) (+set ~y)
    ACL SETUSER u1 "(+get ~x" "&c)" (+@read)
    ACL SETUSER u1 (+get
    ACL SETUSER u1 (on)
    ACL SETUSER u1 (+get))
    ACL SETUSER u1 clearselectors
    ACL SETUSER u1 +@all -@all +@read -get +set -@write +@write
    ACL SETUSER u1 nocommands +client -client|kill -client|list
    ACL SETUSER u1 allcommands -client|kill +client
    ACL SETUSER u1 reset +@string -@string +@hash
    ACL SETUSER "u 1" on
    ACL SETUSER "u\\x001" on
    ACL SETUSER default off
    ACL SETUSER default on
    ACL SETUSER u1 off sanitize-payload
    ACL SETUSER u1 skip-sanitize-payload
    ACL GETUSER none
    ACL GETUSER
    ACL DELUSER
    ACL DELUSER none none2
    ACL DELUSER default u1
    ACL CAT
    ACL CAT bogus
    ACL CAT keyspace x
    ACL GENPASS 0
    ACL GENPASS 4097
    ACL GENPASS -1
    ACL DRYRUN u1 get
    ACL DRYRUN none get a
    ACL SETUSER u2 on >pw +get +set +eval +mget +publish +subscribe +psubscribe +sort ~a* %R~r* %W~w* &ch*
    ACL DRYRUN u2 get a
    ACL DRYRUN u2 get b
    ACL DRYRUN u2 nosuch
    ACL DRYRUN u2 get
    ACL DRYRUN u2 get a b
    ACL DRYRUN u2 set r1 1
    ACL DRYRUN u2 set w1 1
    ACL DRYRUN u2 set w1 1 get
    ACL DRYRUN u2 get w1
    ACL DRYRUN u2 mget a b
    ACL DRYRUN u2 publish ch1 x
    ACL DRYRUN u2 publish c1 x
    ACL DRYRUN u2 psubscribe ch*
    ACL DRYRUN u2 psubscribe *
    ACL DRYRUN u2 sort a by x*
    ACL DRYRUN u2 sort a get x*
    ACL DRYRUN u2 incr a
    ACL DRYRUN u2 config get x
    a> AUTH u2 pw
    a> ACL WHOAMI
    a> GET b
    a> SET r1 1
    a> INCR a
    a> MGET a b
    a> PUBLISH x y
    a> PSUBSCRIBE *
    a> CONFIG GET x
    a> MULTI
    a> GET b
    a> SET a 1
    a> EXEC
    a> AUTH u2 bad
    a> AUTH nobody bad
    a> AUTH bad
    a> AUTH a b c
    ? ACL LOG
    ACL LOG RESET
    ACL LOG
    ACL LOG x
    ACL LOG -1
    ACL LOG 1 2
    ACL SAVE
    ACL LOAD
    ACL WHOAMI x
    ACL USERS x
    ACL LIST x
    ACL DELUSER u2
    a> PING
    ? ACL LOG
    ACL LOG RESET
    ACL DELUSER u1 u2
  `,
  'tracking to one who is not there': `
    a> CLIENT TRACKING on REDIRECT 99999
    SET k 1
  `,
  'tracking by prefix': `
    a> CLIENT TRACKING on BCAST PREFIX foo: PREFIX bar:
    a> CLIENT TRACKINGINFO
    SET foo:1 x
    SET foo:2 x
    SET baz 1
    MSET bar:1 1 bar:2 2 foo:1 5
    MULTI
    SET foo:1 1
    SET foo:2 1
    SET foo:1 2
    EXEC
    EVAL "redis.call('set','foo:1',2) redis.call('set','bar:1',2)" 0
    a> SET foo:9 1
    DEL foo:1 foo:2
    RENAME foo:9 bar:9
    FLUSHALL
    SET bar:1 1 PX 20
    sleep 150
    GET bar:1
    a> CLIENT TRACKING on BCAST NOLOOP PREFIX foo:
    a> CLIENT TRACKING off
    a> CLIENT TRACKING on BCAST NOLOOP PREFIX foo:
    a> SET foo:1 1
    SET foo:1 2
    a> CLIENT TRACKING off
  `,
  'tracking by key': `
    a> CLIENT TRACKING on
    a> GET a
    a> MGET a b
    SET a 1
    SET a 2
    SET b 1
    a> HGETALL h
    a> LRANGE l 0 -1
    RPUSH l 1
    HSET h a 1
    a> MULTI
    a> GET t1
    a> GET t2
    a> EXEC
    MSET t1 1 t2 2
    a> EVAL "return redis.call('get', KEYS[1])" 1 t1
    SET t1 5
    a> EVAL "return redis.call('get', KEYS[1])" 1 t3
    SET t3 1
    a> GET a
    a> SET a 5
    a> GET f
    FLUSHDB
    a> GET e
    SET e 1 PX 10
    a> GET e
    sleep 150
    GET e
    a> SUNIONSTORE d x y
    SADD x 1
    a> EXISTS q
    a> TTL q
    a> TYPE q2
    a> SCAN 0
    SET q 1
    SET q2 2
    a> GET src
    a> GET dst
    SET src 1
    a> GET src
    a> GET dst
    RENAME src dst
    a> CLIENT TRACKING off
    SET a 9
  `,
  'tracking by choice': `
    a> CLIENT TRACKING on OPTIN
    a> GET a
    SET a 1
    a> CLIENT CACHING yes
    a> GET a
    a> GET b
    SET a 2
    SET b 2
    a> CLIENT CACHING yes
    a> MULTI
    a> GET a
    a> GET b
    a> EXEC
    SET a 3
    SET b 3
    a> CLIENT TRACKING off
    a> CLIENT TRACKING on OPTOUT
    a> CLIENT CACHING no
    a> GET a
    a> GET b
    SET a 4
    SET b 4
    a> RESET
    a> CLIENT TRACKINGINFO
  `,
};
