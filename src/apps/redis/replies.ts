/** What npm `redis` makes of a reply where it does more than decode it. */
import { field } from './arguments.ts';
import { objectOf } from './decode.ts';

/** `args` are the method's arguments. */
export type Transform = (reply: unknown, args: readonly unknown[]) => unknown;

/** The items of an array reply; none where it is something else. */
const items = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : []);
/** Where there is a reply, what `transform` makes of its items; null stays. */
const whole =
  (transform: (parts: readonly unknown[]) => unknown): Transform =>
  (reply) =>
    reply === null ? null : transform(items(reply));
const each =
  (transform: (parts: readonly unknown[]) => unknown): Transform =>
  (reply) =>
    items(reply).map((item) => (item === null ? null : transform(items(item))));

const member = ([value, score]: readonly unknown[]) => ({ value, score });
const entry = ([id, message, elapsed, deliveries]: readonly unknown[]) => ({
  id,
  message: objectOf(items(message)),
  ...(elapsed !== undefined && { millisElapsedFromDelivery: elapsed }),
  ...(deliveries !== undefined && { deliveriesCounter: deliveries }),
});
const entries = each(entry);
/** Values that come flat as key, value, key, value, …. */
const pairs = (flat: readonly unknown[]) =>
  Array.from({ length: flat.length >> 1 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as const);
/** An integer of ours stands for a score where a client of the second protocol would get text. */
const score = (value: unknown) =>
  typeof value === 'string' ? Number(value.replace(/inf$/, 'Infinity')) : value;

export const keyElement = whole(([key, element]) => ({ key, element }));
export const keyMember = whole(([key, value, points]) => ({ key, value, score: points }));
export const scored = each(member);
export const oneScored: Transform = (reply) => (items(reply).length === 0 ? null : member(items(reply)));
export const rankScore = whole(([rank, points]) => ({ rank, score: points }));
export const keyMembers = whole(([key, members]) => ({
  key,
  members: items(members).map((m) => member(items(m))),
}));
export const fieldValues = each(([name, value]) => ({ field: name, value }));
export const numeric: Transform = (reply) => (reply === null ? null : Number(reply));
export const places = each(([longitude, latitude]) => ({ longitude, latitude }));
export const counts = whole((flat) =>
  Object.fromEntries(pairs(flat).map(([name, count]) => [String(name), Number(count)])),
);

export const scanKeys = whole(([cursor, keys]) => ({ cursor, keys }));
export const scanMembers = whole(([cursor, members]) => ({ cursor, members }));
export const scanFields = whole(([cursor, fields]) => ({ cursor, fields }));
export const scanEntries = whole(([cursor, flat]) => ({
  cursor,
  entries: pairs(items(flat)).map(([name, value]) => ({ field: name, value })),
}));
export const scanScored = whole(([cursor, flat]) => ({
  cursor,
  members: pairs(items(flat)).map(([value, points]) => ({ value, score: score(points) })),
}));

/** What GEOSEARCH was asked to add, in the order in which the server adds it. */
export const located: Transform = (reply, args) => {
  const asked = items(args[3]);
  return items(reply).map((raw) => {
    const [name, ...rest] = items(raw);
    const place: Record<string, unknown> = { member: name };
    if (asked.includes('WITHDIST')) place.distance = score(rest.shift());
    if (asked.includes('WITHHASH')) place.hash = rest.shift();
    if (asked.includes('WITHCOORD')) {
      const [longitude, latitude] = items(rest.shift());
      place.coordinates = { longitude, latitude };
    }
    return place;
  });
};

export const streamEntries: Transform = (reply, args) => (reply === null ? null : entries(reply, args));
/** Streams come as an object by their names. */
export const streams: Transform = (reply, args) =>
  typeof reply !== 'object' || reply === null
    ? null
    : Object.entries(reply).map(([name, messages]) => ({ name, messages: entries(messages, args) }));
export const claimed = whole(([nextId, messages, deletedMessages]) => ({
  nextId,
  messages: entries(messages, []),
  deletedMessages,
}));
export const claimedIds = whole(([nextId, messages, deletedMessages]) => ({
  nextId,
  messages,
  deletedMessages,
}));
export const pending = whole(([count, firstId, lastId, consumers]) => ({
  pending: count,
  firstId,
  lastId,
  consumers:
    consumers === null
      ? null
      : items(consumers).map((consumer) => {
          const [name, deliveries] = items(consumer);
          return { name, deliveriesCounter: Number(deliveries) };
        }),
}));
export const pendingRange = each(([id, consumer, idle, deliveriesCounter]) => ({
  id,
  consumer,
  millisecondsSinceLastDelivery: idle,
  deliveriesCounter,
}));
export const streamInfo: Transform = (reply) => {
  if (typeof reply !== 'object' || reply === null) return reply;
  const info: Record<string, unknown> = objectOf(Object.entries(reply).flat());
  for (const name of ['first-entry', 'last-entry']) {
    const value = field(reply, name);
    info[name] = value === null ? null : entry(items(value));
  }
  return info;
};
export const nothing: Transform = () => undefined;
