export const COLLECTIONS = `
  LPUSH $list ( $value )*4
  RPUSH $list ( $value )*4
  RPUSH $list ( $value )*40
  RPUSH $list ( $member )*3
  LPUSHX $list ( $value )*2
  RPUSHX $list ( $value )*2
  LPOP $list [ $count ]
  RPOP $list [ $count ]
  LLEN $list
  LRANGE $list $index $index
  LRANGE $list 0 -1
  LINDEX $list $index
  LSET $list $index $value
  LINSERT $list { BEFORE | AFTER | sideways } $member $value
  LREM $list $removals $member
  LTRIM $list $index $index
  LPOS $list $member [ RANK $index ] [ COUNT $positive ] [ MAXLEN $positive ]
  LMOVE $list $list $side $side
  RPOPLPUSH $list $list
  LMPOP { 1 $list | 2 $list $list | $integer $list } $side [ COUNT $count ]
  BLPOP $list $list 0.002
  BLMOVE $list $list $side $side 0.002
  BLMPOP 0.002 1 $list $side [ COUNT $count ]
  BRPOPLPUSH $list $list 0.002
  HSET $hash ( $field $value )*4
  HSET $hash ( $field $value )*80
  HMSET $hash ( $field $value )*2
  HSETNX $hash $field $value
  HGET $hash $field
  HMGET $hash ( $field )*4
  HGETALL $hash
  HKEYS $hash
  HVALS $hash
  HLEN $hash
  HEXISTS $hash $field
  HSTRLEN $hash $field
  HDEL $hash ( $field )*3
  HDEL $hash ( $field )*40
  HINCRBY $hash $field $integer
  HINCRBYFLOAT $hash $field $float
  HRANDFIELD $hash [ $index [ WITHVALUES ] ]
  HSCAN $hash 0 COUNT 10000 [ MATCH $pattern ]
  HSET $hash $field
  SADD $set ( $member )*4
  SADD $set ( $member )*4
  SADD $set ( $member )*60
  SREM $set ( $member )*4
  SREM $set ( $member )*20
  SCARD $set
  SMEMBERS $set
  SISMEMBER $set $member
  SMISMEMBER $set ( $member )*4
  SMOVE $set $set $member
  SPOP $set 100000
  SPOP $set { 0 | -1 | x }
  SRANDMEMBER $set [ $index ]
  SINTER ( $set )*3
  SUNION ( $set )*3
  SDIFF ( $set )*3
  SINTERSTORE $set ( $set )*3
  SUNIONSTORE $set ( $set )*3
  SDIFFSTORE $set ( $set )*3
  SINTERCARD { 1 $set | 2 $set $set | $integer $set } [ LIMIT $positive ]
  SSCAN $set 0 COUNT 10000 [ MATCH $pattern ]
`;
