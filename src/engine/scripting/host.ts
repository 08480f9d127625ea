/** What the interpreters need of the engine's scripting. */
import type { Engine } from '../engine.ts';
import type { Machine, MachineOptions } from './runtime.ts';

export interface ScriptHost {
  readonly engine: Engine;
  /** True once Lua is there. */
  readonly loaded: boolean;
  /** Makes an interpreter; throws an error reply where Lua is not there. */
  machine(options: MachineOptions): Machine;
}
