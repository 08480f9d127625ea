/** ACL categories: which commands belong to `@read`, `@dangerous` and so on. */
import type { Command } from '../command.ts';

/** All categories, in the order in which the reference lists them. */
export const CATEGORIES = [
  'keyspace',
  'read',
  'write',
  'set',
  'sortedset',
  'list',
  'hash',
  'string',
  'bitmap',
  'hyperloglog',
  'geo',
  'stream',
  'pubsub',
  'admin',
  'fast',
  'slow',
  'blocking',
  'dangerous',
  'connection',
  'transaction',
  'scripting',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const isCategory = (name: string): name is Category =>
  (CATEGORIES as readonly string[]).includes(name);

const cache = new WeakMap<Command, ReadonlySet<string>>();

/**
 * The categories of a command: its own, and those that follow from its flags.
 * Source of the rules: the reference's `setImplicitACLCategories`.
 */
export function categoriesOf(command: Command): ReadonlySet<string> {
  const known = cache.get(command);
  if (known) return known;
  const { flags } = command;
  const found = new Set<string>(command.categories);
  if (flags.includes('write')) found.add('write');
  if (flags.includes('readonly') && !found.has('scripting')) found.add('read');
  if (flags.includes('admin')) found.add('admin').add('dangerous');
  if (flags.includes('pubsub')) found.add('pubsub');
  if (flags.includes('blocking')) found.add('blocking');
  found.add(flags.includes('fast') ? 'fast' : 'slow');
  const ordered = new Set(CATEGORIES.filter((category) => found.has(category)));
  cache.set(command, ordered);
  return ordered;
}
