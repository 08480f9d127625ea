/**
 * The bytes that a stream would take in the reference server: its nodes are listpacks of up to
 * `stream-node-max-entries` entries in a radix tree. An estimate from what the stream knows of itself.
 */
import type { Stream } from './stream.ts';

/** Structure, tree node and header entry of each listpack. */
const FIXED = 96 + 64;

/** Bytes of a stream's own structures. */
export const streamUsage = (stream: Stream): number => FIXED + stream.size * 24;
