/** What a lesson sees of a playground beyond its state. */

/** The name by which the worker knows the unseen client `lane`. */
export const unseenLane = (lane: string): string => `\0${lane}`;
