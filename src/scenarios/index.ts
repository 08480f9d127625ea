/** The preloaded scenarios, in the order in which a learner meets them. */
import { cache } from './cache.ts';
import { counter } from './counter.ts';
import { feed } from './feed.ts';
import { hashObject } from './hash-object.ts';
import { leaderboard } from './leaderboard.ts';
import { pubsub } from './pubsub.ts';
import { queue } from './queue.ts';
import { rateLimit } from './rate-limit.ts';
import type { Scenario } from './scenario.ts';
import { sessions } from './sessions.ts';
import { whatIsAKeyValueStore } from './what-is-a-key-value-store.ts';
import { whenNot } from './when-not.ts';

export type { Scenario, ScenarioView } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  whatIsAKeyValueStore,
  counter,
  cache,
  sessions,
  rateLimit,
  hashObject,
  leaderboard,
  feed,
  queue,
  pubsub,
  whenNot,
];

/** The scenario with this id, or undefined. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
