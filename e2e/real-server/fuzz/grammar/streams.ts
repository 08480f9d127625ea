export const STREAMS = `
  XADD $stream [ NOMKSTREAM ] [ { MAXLEN $positive | MAXLEN = $positive | MINID $id } ] $newid ( $field $value )*2
  XADD $stream $newid ( $field $value )*2
  XADD $stream $newid ( $field $value )*2
  XLEN $stream
  XRANGE $stream { - | $id | $openid } { + | $id } [ COUNT $positive ]
  XREVRANGE $stream { + | $id } { - | $id } [ COUNT $positive ]
  XRANGE $stream - +
  XDEL $stream ( $deleted )*2
  XTRIM $stream { MAXLEN | MAXLEN = } $positive
  XTRIM $stream MINID $id
  XSETID $stream $high [ ENTRIESADDED $positive MAXDELETEDID $id ]
  XREAD [ COUNT $count ] STREAMS $stream $id
  XREAD STREAMS $stream $stream $id $id
  XGROUP CREATE $stream $group { $id | $ | 0 } [ MKSTREAM ] [ ENTRIESREAD $positive ]
  XGROUP CREATE $stream $group 0 MKSTREAM
  XGROUP SETID $stream $group { $id | $ }
  XGROUP DESTROY $stream $group
  XGROUP CREATECONSUMER $stream $group $consumer
  XGROUP DELCONSUMER $stream $group $consumer
  XREADGROUP GROUP $group $consumer [ COUNT $count ] [ NOACK ] STREAMS $stream { > | > | $id | 0 }
  XACK $stream $group ( $id )*3
  XPENDING $stream $group
  XGROUP CREATE $stream $group 0 MKSTREAM
  XREADGROUP GROUP $group $consumer STREAMS $stream >
  XREADGROUP GROUP $group $consumer [ COUNT $count ] STREAMS $stream $stream > >
  XPENDING $stream $group - + $positive [ $consumer ]
  XINFO STREAM $stream
  XINFO GROUPS $stream
  XCLAIM $stream $group $consumer 0 ( $id )*2 [ FORCE ] [ JUSTID ]
  XAUTOCLAIM $stream $group $consumer 0 $id [ COUNT $count ] [ JUSTID ]
`;
