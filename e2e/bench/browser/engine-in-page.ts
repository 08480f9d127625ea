/** What the page runs: the engine's side of the benchmark, under a name that the benchmark calls. */
import { EngineSide } from '../engine-side.ts';

Object.assign(globalThis, { engineSide: new EngineSide() });
