/**
 * Numbers of the RDB format. Source: the reference's `rdb.h`; each type keeps its number for ever, so a reader knows all
 * of them and a writer picks among the newest.
 */

/** The oldest version that can say what most values need, and that Redis 7.0 loads. */
export const VERSION_PLAIN = 10;
/** Streams that remember when a consumer last got something came with version 11 (Redis 7.2). */
export const VERSION_ACTIVE_TIME = 11;
/** Hash fields with a TTL came with version 12 (Redis 7.4). */
export const VERSION_FIELD_TTL = 12;
/** Newest version of payloads that RESTORE takes. Files may be newer: their streams are read, too. */
export const VERSION_NEWEST = 12;
/** Versions from 80 on are Valkey's own; a few types have another meaning there. */
export const VERSION_VALKEY = 80;

export const TYPE = {
  STRING: 0,
  LIST: 1,
  SET: 2,
  ZSET: 3,
  HASH: 4,
  ZSET_2: 5,
  MODULE_PRE_GA: 6,
  MODULE_2: 7,
  HASH_ZIPMAP: 9,
  LIST_ZIPLIST: 10,
  SET_INTSET: 11,
  ZSET_ZIPLIST: 12,
  HASH_ZIPLIST: 13,
  LIST_QUICKLIST: 14,
  STREAM_LISTPACKS: 15,
  HASH_LISTPACK: 16,
  ZSET_LISTPACK: 17,
  LIST_QUICKLIST_2: 18,
  STREAM_LISTPACKS_2: 19,
  SET_LISTPACK: 20,
  STREAM_LISTPACKS_3: 21,
  /** In Valkey's versions: a hash with an absolute TTL after each value. */
  HASH_METADATA_PRE_GA: 22,
  HASH_LISTPACK_EX_PRE_GA: 23,
  HASH_METADATA: 24,
  HASH_LISTPACK_EX: 25,
  STREAM_LISTPACKS_4: 26,
  STREAM_LISTPACKS_5: 27,
} as const;

export const OPCODE = {
  /** What modules attached to the key that follows; in Valkey's versions a slot that is being imported. */
  KEY_META: 243,
  SLOT_INFO: 244,
  FUNCTION2: 245,
  FUNCTION_PRE_GA: 246,
  MODULE_AUX: 247,
  IDLE: 248,
  FREQ: 249,
  AUX: 250,
  RESIZEDB: 251,
  EXPIRETIME_MS: 252,
  EXPIRETIME: 253,
  SELECTDB: 254,
  EOF: 255,
} as const;

/** What a string may be instead of plain bytes: the low six bits after the two set bits of a length. */
export const ENCODING = { INT8: 0, INT16: 1, INT32: 2, LZF: 3 } as const;

/** What a node of a quicklist (version 2) holds. */
export const CONTAINER = { PLAIN: 1, PACKED: 2 } as const;

/** Longest string that is believed: the reference's default `proto-max-bulk-len`. */
export const MAX_STRING = 512 * 1024 * 1024;
