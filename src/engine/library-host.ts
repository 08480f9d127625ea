/** Function libraries as whoever keeps the data sees them: their code, to be written out and loaded again. */
export interface LibraryHost {
  /** The code of every library. */
  codes(): Iterable<string>;
  /** Loads a library in place of one of the same name. Throws where the code is not accepted. */
  load(code: string): void;
}
