/**
 * Ranges by member are only drawn where all scores are equal: elsewhere the reference answers by how its skip list
 * happens to be built, which is by chance. So these keys are not among those that all commands share.
 */
export const SORTED_SETS = `
  ZADD $zset ( $float $member )*4
  ZADD $zset ( $float $member )*4
  ZADD $zset ( $float $member )*60
  ZADD $zset [ { NX | XX } ] [ { GT | LT } ] [ CH ] [ INCR ] ( $float $member )*2
  ZADD $lexset ( 0 $member )*6
  ZADD $lexset ( 0 $member )*6
  ZADD $lexset ( 0 $member )*60
  ZREM $lexset ( $member )*4
  ZINCRBY $zset $float $member
  ZREM $zset ( $member )*4
  ZCARD $zset
  ZSCORE $zset $member
  ZMSCORE $zset ( $member )*4
  ZRANK $zset $member
  ZREVRANK $zset $member
  ZCOUNT $zset $bound $bound
  ZLEXCOUNT $lexset $lex $lex
  ZRANGE $zset $index $index [ REV ] [ WITHSCORES ]
  ZRANGE $zset 0 -1 WITHSCORES
  ZRANGE $zset $bound $bound BYSCORE [ REV ] [ LIMIT $index $index ] [ WITHSCORES ]
  ZRANGE $lexset $lex $lex BYLEX [ REV ] [ LIMIT $index $index ]
  ZREVRANGE $zset $index $index [ WITHSCORES ]
  ZRANGEBYSCORE $zset $bound $bound [ WITHSCORES ] [ LIMIT $index $index ]
  ZREVRANGEBYSCORE $zset $bound $bound [ WITHSCORES ] [ LIMIT $index $index ]
  ZRANGEBYLEX $lexset $lex $lex [ LIMIT $index $index ]
  ZREVRANGEBYLEX $lexset $lex $lex [ LIMIT $index $index ]
  ZRANGESTORE $zset $zset $index $index [ REV ]
  ZRANGESTORE $zset $zset $bound $bound BYSCORE [ REV ] [ LIMIT $index $index ]
  ZRANGESTORE $lexset $lexset $lex $lex BYLEX [ LIMIT $index $index ]
  ZREMRANGEBYRANK $zset $index $index
  ZREMRANGEBYSCORE $zset $bound $bound
  ZREMRANGEBYLEX $lexset $lex $lex
  ZUNION 2 $zset { $zset | $set } [ WEIGHTS $float $float ] [ AGGREGATE { SUM | MIN | MAX } ] [ WITHSCORES ]
  ZINTER 2 $zset { $zset | $set } [ WEIGHTS $float $float ] [ AGGREGATE { SUM | MIN | MAX } ] [ WITHSCORES ]
  ZUNION 3 $zset $zset $zset WITHSCORES
  ZDIFF 2 $zset { $zset | $set } [ WITHSCORES ]
  ZUNIONSTORE $zset 2 $zset $zset [ WEIGHTS $float $float ] [ AGGREGATE { SUM | MIN | MAX } ]
  ZINTERSTORE $zset 2 $zset $set [ WEIGHTS $float $float ] [ AGGREGATE { SUM | MIN | MAX } ]
  ZDIFFSTORE $zset 2 $zset $zset
  ZUNIONSTORE $zset $integer $zset
  ZINTERCARD { 1 $zset | 2 $zset $zset | $integer $zset } [ LIMIT $positive ]
  ZPOPMIN $zset [ $count ]
  ZPOPMAX $zset [ $count ]
  ZMPOP { 1 $zset | 2 $zset $zset } { MIN | MAX | mid } [ COUNT $count ]
  BZPOPMIN $zset $zset 0.002
  BZPOPMAX $zset 0.002
  BZMPOP 0.002 1 $zset MIN [ COUNT $count ]
  ZRANDMEMBER $zset [ $index [ WITHSCORES ] ]
  ZSCAN $zset 0 COUNT 10000 [ MATCH $pattern ]
  GEOADD $geo [ { NX | XX } ] [ CH ] ( $lon $lat $member )*3
  GEOADD $geo ( $lon $lat $member )*3
  GEOPOS $geo ( $member )*3
  GEODIST $geo $member $member [ $unit ]
  GEOHASH $geo ( $member )*3
  GEOSEARCH $geo { FROMMEMBER $member | FROMLONLAT $lon $lat } { BYRADIUS $radius $unit | BYBOX $radius $radius $unit } { ASC | DESC } [ COUNT $count ] [ WITHCOORD ] [ WITHDIST ] [ WITHHASH ]
  GEOSEARCHSTORE $geo $geo { FROMMEMBER $member | FROMLONLAT $lon $lat } BYRADIUS $radius $unit [ STOREDIST ]
  GEORADIUS $geo $lon $lat $radius $unit [ WITHDIST ] [ COUNT $count ] ASC
  GEORADIUSBYMEMBER $geo $member $radius $unit [ WITHDIST ] DESC
`;
