/** How large a lesson may be. What is over is told with a line number, and the lesson is not opened. */
export const LIMITS = {
  /** Bytes of the file as UTF-8. */
  file: 256 * 1024,
  /** Chars of a line. */
  line: 8000,
  steps: 50,
  /** Of one step. */
  blocks: 100,
  checks: 50,
  hints: 10,
  questions: 20,
  choices: 8,
  /** Chars of each of a step's scripts, all its blocks together. */
  script: 64 * 1024,
  /** Lists and quotes inside each other. */
  depth: 8,
  /** ms that scripts which run unseen may wait. */
  unseenWait: 60_000,
  /** Problems that are told. */
  problems: 100,
} as const;
