/**
 * Live views: what the page may watch, and the projections that the worker posts for it. A view is posted once when it is
 * opened and again when something it shows has changed, at most once a frame. Keys, members and values are byte strings;
 * times are ms since the epoch on the engine's clock, and the page counts down by itself.
 */
import type { ValueType } from '../engine/values/value.ts';
import type { DurabilityProjection, DurabilitySpec } from './durability.ts';

export type { ValueType };

export type ViewSpec = KeysSpec | KeySpec | RankingSpec | CountersSpec | ClientsSpec | DurabilitySpec;

/** Which keys of a database are shown. */
export interface KeyFilter {
  /** Glob pattern; empty shows all. */
  readonly pattern: string;
  /** Empty shows all types. */
  readonly types: readonly ValueType[];
}

/** A window of the keyspace of one database, as a tree by separator or as a flat list. */
export interface KeysSpec extends KeyFilter {
  readonly kind: 'keys';
  readonly db: number;
  readonly sort: 'name' | 'ttl' | 'size';
  readonly descending: boolean;
  /** True groups keys by `:`; folders are open where `expanded` holds their path. */
  readonly tree: boolean;
  /** Paths of open folders, each with its closing separator: `user:`, `user:1:`. */
  readonly expanded: readonly string[];
  /** First visible row and how many. */
  readonly offset: number;
  readonly limit: number;
}

export interface FolderRow {
  readonly kind: 'folder';
  readonly path: string;
  readonly label: string;
  readonly depth: number;
  /** Keys below it. */
  readonly count: number;
  readonly expanded: boolean;
}

export interface KeyRow {
  readonly kind: 'key';
  readonly key: string;
  readonly label: string;
  readonly depth: number;
  readonly type: ValueType;
  readonly encoding: string;
  /** -1 without a TTL. */
  readonly expireAt: number;
  /** When the TTL was last set, to draw how much of it is left; -1 without a TTL. */
  readonly ttlSetAt: number;
  /** Estimated bytes, as MEMORY USAGE says. */
  readonly bytes: number;
  /** Elements, or bytes of a string. */
  readonly size: number;
}

/** Something happened to a key since the last projection of this view. */
export interface KeyEvent {
  readonly key: string;
  /** Name of the event: `set`, `hset`, `expired`, `del`, `evicted`, … */
  readonly cause: string;
  readonly created: boolean;
  readonly removed: boolean;
}

export interface KeysProjection {
  readonly kind: 'keys';
  readonly rows: readonly (FolderRow | KeyRow)[];
  readonly offset: number;
  /** Rows of the whole list with the folders as they are. */
  readonly rowCount: number;
  /** Keys that pass the filter, and keys of the database. */
  readonly matched: number;
  readonly total: number;
  /** Not all keys were looked at yet: `matched` is what was found so far, and the next projection follows by itself. */
  readonly counting: boolean;
  /** What changed among the keys that pass the filter; at most 200, newest last. */
  readonly events: readonly KeyEvent[];
}

/** What is inside one key. */
export interface KeySpec {
  readonly kind: 'key';
  readonly db: number;
  readonly key: string;
  /** First element and how many (bytes for a string). Entries of a stream are counted from the newest. */
  readonly offset: number;
  readonly limit: number;
  /** Reads the value as something that its type does not say, into `KeyDetail.reading`. */
  readonly view?: Reading['kind'] | undefined;
  /** Pending entries of a stream's group to show with the page, oldest id first. */
  readonly pending?: PendingWindow | undefined;
}

export interface PendingWindow {
  readonly group: string;
  readonly offset: number;
  readonly limit: number;
}

export interface KeyProjection {
  readonly kind: 'key';
  readonly key: string;
  readonly db: number;
  /** Undefined where there is no such key. */
  readonly value: KeyDetail | undefined;
}

export interface KeyDetail {
  readonly type: ValueType;
  readonly encoding: string;
  readonly expireAt: number;
  readonly ttlSetAt: number;
  readonly bytes: number;
  /** Seconds since the last access; under an LFU policy undefined, and `frequency` is there. */
  readonly idleSeconds: number | undefined;
  readonly frequency: number | undefined;
  /** Elements, or bytes of a string. */
  readonly size: number;
  readonly offset: number;
  readonly page: ValuePage;
  /** What `KeySpec.view` asked for; undefined where it asked for nothing, or the value cannot be read so. */
  readonly reading: Reading | undefined;
}

/** A value read as more than its type says. */
export type Reading =
  /** A string as bits; the page holds the bytes. `population` is what BITCOUNT says, undefined for long strings. */
  | { readonly kind: 'bitmap'; readonly population: number | undefined }
  | HyperLogLogReading
  /** A sorted set as places: all, or as many as a map can show, evenly picked by rank. */
  | { readonly kind: 'geo'; readonly points: readonly GeoPoint[] };

export interface HyperLogLogReading {
  readonly kind: 'hyperloglog';
  readonly sparse: boolean;
  /** What PFCOUNT says. */
  readonly estimate: number;
  /** True where PFCOUNT would answer from the cache in the header. */
  readonly cached: boolean;
  /** 16384 registers, a char each. */
  readonly registers: string;
}

export interface GeoPoint {
  readonly member: string;
  /** Degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

export type ValuePage =
  | { readonly type: 'string'; readonly bytes: string }
  | { readonly type: 'hash'; readonly fields: readonly HashField[] }
  | { readonly type: 'list'; readonly elements: readonly string[] }
  | { readonly type: 'set'; readonly members: readonly string[] }
  | {
      readonly type: 'zset';
      readonly members: readonly ScoredMember[];
      /** True where the scores look like those of GEOADD. */
      readonly geo: boolean;
    }
  | StreamPage;

export interface StreamPage {
  readonly type: 'stream';
  /** Newest first. */
  readonly entries: readonly StreamEntry[];
  /** Ids of the first and last entry that are there; undefined where there is none. */
  readonly firstId: string | undefined;
  readonly lastId: string | undefined;
  /** The greatest id that was ever given, and the greatest that was deleted (`0-0`: none). */
  readonly lastGeneratedId: string;
  readonly maxDeletedId: string;
  readonly entriesAdded: number;
  /** Undefined where there are no entries. */
  readonly timeline: StreamTimeline | undefined;
  /** By name, as many as a person can look through; and how many there are. */
  readonly groups: readonly StreamGroup[];
  readonly groupCount: number;
  /** The window that the spec asked for; empty where the group is gone. */
  readonly pending: readonly PendingEntry[];
}

/** How many entries came when: equal spans of time from `from` up to and including `to`, by the ms of the ids. */
export interface StreamTimeline {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

export interface HashField {
  readonly field: string;
  readonly value: string;
  /** -1 without a TTL of its own. */
  readonly expireAt: number;
}
export interface ScoredMember {
  readonly rank: number;
  readonly member: string;
  readonly score: number;
}
export interface StreamEntry {
  readonly id: string;
  /** Field, value, field, value, … */
  readonly fields: readonly string[];
}
export interface StreamGroup {
  readonly name: string;
  readonly lastDelivered: string;
  /** Undefined where it cannot be told. */
  readonly entriesRead: number | undefined;
  readonly pending: number;
  /** Entries still to be read; undefined where it cannot be told. */
  readonly lag: number | undefined;
  readonly consumers: readonly StreamConsumer[];
  readonly consumerCount: number;
}
export interface StreamConsumer {
  readonly name: string;
  readonly pending: number;
  /** When it last tried to read or claim, and when it last got something (-1: never). */
  readonly seenAt: number;
  readonly activeAt: number;
}
/** An entry that was delivered and not acknowledged. */
export interface PendingEntry {
  readonly id: string;
  readonly consumer: string;
  readonly deliveredAt: number;
  readonly deliveries: number;
  /** The stream does not hold it any more. */
  readonly gone: boolean;
}

/** A window of a sorted set in order. */
export interface RankingSpec {
  readonly kind: 'ranking';
  readonly db: number;
  readonly key: string;
  /** From the highest score down, from the lowest up, or with `member` in the middle (highest first). */
  readonly mode: 'top' | 'bottom' | 'around';
  readonly member: string;
  readonly offset: number;
  readonly limit: number;
}

export interface RankingProjection {
  readonly kind: 'ranking';
  readonly key: string;
  /** False where the key is gone or of another type. */
  readonly exists: boolean;
  readonly total: number;
  /** Rank of the first row, counted from the end that the mode starts at. */
  readonly offset: number;
  readonly rows: readonly ScoredMember[];
  /** Scores at both ends, for the length of the bars. */
  readonly lowest: number;
  readonly highest: number;
}

/** Figures of the whole engine. */
export interface CountersSpec {
  readonly kind: 'counters';
}

export interface CountersProjection {
  readonly kind: 'counters';
  readonly commands: number;
  /** µs in the engine, of all of them. */
  readonly micros: number;
  readonly hits: number;
  readonly misses: number;
  readonly expired: number;
  readonly evicted: number;
  /** Per database that holds keys. */
  readonly databases: readonly { readonly db: number; readonly keys: number; readonly volatile: number }[];
  /** Estimated bytes of all data (undefined until all of a large keyspace was measured), and the limit (0: none). */
  readonly usedMemory: number | undefined;
  readonly maxMemory: number;
  /** Bytes of the kept log since the last snapshot; undefined where nothing is kept. */
  readonly logBytes: number | undefined;
}

/** The clients of the playground and what they wait for. */
export interface ClientsSpec {
  readonly kind: 'clients';
}

export interface ClientsProjection {
  readonly kind: 'clients';
  readonly clients: readonly ClientView[];
}

export interface ClientView {
  /** The page's name for it. */
  readonly lane: string;
  readonly id: number;
  readonly db: number;
  readonly resp: 2 | 3;
  /** Commands queued after MULTI; undefined outside a transaction. */
  readonly queued: number | undefined;
  readonly subscriptions: number;
  readonly monitor: boolean;
  /** What a blocked client waits for; `until` is -1 where it waits for ever. */
  readonly blocked:
    | {
        readonly command: string;
        readonly keys: readonly string[];
        readonly since: number;
        readonly until: number;
      }
    | undefined;
}

export type Projection =
  | KeysProjection
  | KeyProjection
  | RankingProjection
  | CountersProjection
  | ClientsProjection
  | DurabilityProjection;

/** The projection that belongs to a spec. */
export type ProjectionOf<S extends ViewSpec> = Extract<Projection, { kind: S['kind'] }>;
