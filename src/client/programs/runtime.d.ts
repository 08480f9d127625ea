/** Made at build time by e2e/run/site/programs.ts. */
declare module 'virtual:keyglass-programs' {
  /** The document of a program's frame. */
  export const FRAME: string;
  /** What runs a program in its worker. */
  export const RUNTIME: string;
}
