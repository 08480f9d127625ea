/** Help for whoever writes a program, loaded when it is asked for. */
export { describeMethods, type MethodHelp } from '../../apps/describe.ts';
