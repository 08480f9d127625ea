/** Streams and their consumer groups. */
import type { MethodTable } from '../methods.ts';
import {
  streams as byStream,
  claimed,
  claimedIds,
  pending,
  pendingRange,
  streamEntries,
  streamInfo,
} from '../replies.ts';

const ENTRIES = '{ id: string, message: Record<string, string> }[]';
const STREAMS = `{ name: string, messages: ${ENTRIES} }[] | null`;

export const streams: MethodTable = {
  xAck: ['XACK key group ids*', 'number'],
  xAckDel: ['XACKDEL key group 4:policy? IDS 3:+ids*', 'number[]'],
  xAdd: ['XADD key 4:<addOptions> 2:id 3:<message>', 'string'],
  xAddNoMkStream: ['XADD key NOMKSTREAM 4:<addOptions> 2:id 3:<message>', 'string | null'],
  xAutoClaim: [
    'XAUTOCLAIM key group consumer minIdleTime# start {COUNT#}',
    `{ nextId: string, messages: ${ENTRIES}, deletedMessages: string[] }`,
    claimed,
  ],
  xAutoClaimJustId: [
    'XAUTOCLAIM key group consumer minIdleTime# start {COUNT#} JUSTID',
    '{ nextId: string, messages: string[], deletedMessages: string[] }',
    claimedIds,
  ],
  xClaim: [
    'XCLAIM key group consumer minIdleTime# ids* {IDLE# TIME@ms RETRYCOUNT# FORCE! LASTID}',
    ENTRIES,
    streamEntries,
  ],
  xClaimJustId: [
    'XCLAIM key group consumer minIdleTime# ids* {IDLE# TIME@ms RETRYCOUNT# FORCE! LASTID} JUSTID',
    'string[]',
  ],
  xDel: ['XDEL key ids*', 'number'],
  xDelEx: ['XDELEX key 3:policy? IDS 2:+ids*', 'number[]'],
  xGroupCreate: ['XGROUP CREATE key group id {MKSTREAM! ENTRIESREAD#}', "'OK'"],
  xGroupCreateConsumer: ['XGROUP CREATECONSUMER key group consumer', 'number'],
  xGroupDelConsumer: ['XGROUP DELCONSUMER key group consumer', 'number'],
  xGroupDestroy: ['XGROUP DESTROY key group', 'number'],
  xGroupSetId: ['XGROUP SETID key group id {ENTRIESREAD#}', "'OK'"],
  xInfoConsumers: ['XINFO CONSUMERS key group', 'object[]'],
  xInfoGroups: ['XINFO GROUPS key', 'object[]'],
  xInfoStream: ['XINFO STREAM key', 'object', streamInfo],
  xLen: ['XLEN key', 'number'],
  xPending: ['XPENDING key group', '{ pending: number, firstId, lastId, consumers }', pending],
  xPendingRange: [
    'XPENDING key group 6:{IDLE#} 3:start 4:end 5:count# 6:{consumer}',
    '{ id, consumer, millisecondsSinceLastDelivery, deliveriesCounter }[]',
    pendingRange,
  ],
  xRange: ['XRANGE key start end {COUNT#}', ENTRIES, streamEntries],
  xRead: ['XREAD 2:{COUNT# BLOCK#} 1:<streams>', STREAMS, byStream],
  xReadGroup: [
    'XREADGROUP GROUP group consumer 4:{COUNT# BLOCK# CLAIM# NOACK!} 3:<streams>',
    STREAMS,
    byStream,
  ],
  xRevRange: ['XREVRANGE key start end {COUNT#}', ENTRIES, streamEntries],
  xSetId: ['XSETID key lastId {ENTRIESADDED# MAXDELETEDID}', "'OK'"],
  xTrim: ['XTRIM key <trim>', 'number'],
};
