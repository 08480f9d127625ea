/** A lesson as it is after reading its Markdown file. LESSONS.md has the format. Line numbers count from 1. */

export interface Lesson {
  /** As in `?lesson=rate-limiting`: lower case, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** One sentence, for lists. */
  readonly summary: string;
  readonly minutes: number;
  /** Words that this lesson explains; other lessons link to it where they use them. */
  readonly terms: readonly string[];
  readonly view: LessonView;
  readonly steps: readonly Step[];
}

export const LESSON_PANELS = [
  'inspector',
  'ranking',
  'console',
  'log',
  'sql',
  'programs',
  'durability',
] as const;
export type LessonPanel = (typeof LESSON_PANELS)[number];

/** What comes to the front when the lesson opens. A step may say otherwise. */
export interface LessonView {
  readonly panel?: LessonPanel;
  /** The key to look at. */
  readonly key?: string;
  /** Clients whose consoles stand side by side. */
  readonly clients?: readonly string[];
}

export interface Step {
  readonly title: string;
  readonly line: number;
  /** Markdown that stands above the script; rendered and sanitized where it is shown. */
  readonly text: string;
  readonly view: LessonView;
  /** Markdown of the task; empty where the step is only to read and run. */
  readonly task: string;
  /** Scripts in the language of SCRIPT.md: what the editor starts with, what runs unseen before it, what solves the task. */
  readonly script: string;
  readonly setup: string;
  readonly solution: string;
  readonly checks: readonly Check[];
  /** Markdown, shown one at a time. */
  readonly hints: readonly string[];
  readonly questions: readonly Question[];
}

export interface Question {
  readonly line: number;
  /** Markdown. */
  readonly text: string;
  /** Empty: a question to answer aloud, before its answer is opened. */
  readonly choices: readonly Choice[];
  /** Markdown. */
  readonly answer: string;
}

export interface Choice {
  /** Markdown of one line. */
  readonly text: string;
  readonly right: boolean;
  /** A script that runs when this is chosen, so that the person sees what comes of it; empty: nothing runs. */
  readonly script: string;
}

/** A condition on what the person did. `line` is where it stands in the file. */
export type Check = CheckKind & {
  readonly line: number;
  /** The author's own words for what is missing; undefined: made from the check. */
  readonly says: string | undefined;
};

/** How a number is compared: `is`, `at least`, `at most`, `between … and …`. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Byte strings. Words of a command, of which `*` stands for any text inside a word and the word `...` for any words or none.
 * In `order` and `gap` it may also be the text of an SQL statement.
 */
export interface CommandPattern {
  readonly words: readonly string[];
  /** Whether more words may follow. */
  readonly open: boolean;
}

/** Keys, fields, members, patterns and commands are byte strings; texts that are compared, queries and names are Unicode. */
export type CheckKind =
  /** Some command that fits got a reply that fits. */
  | { readonly kind: 'reply'; readonly command: CommandPattern; readonly expected: TextMatch }
  /** A read-only command, run now, gives this. */
  | { readonly kind: 'run'; readonly argv: readonly string[]; readonly expected: TextMatch }
  | { readonly kind: 'exists'; readonly key: string; readonly exists: boolean }
  | { readonly kind: 'type'; readonly key: string; readonly type: string }
  /** The value of a string, the field of a hash. */
  | { readonly kind: 'value'; readonly key: string; readonly field?: string; readonly expected: TextMatch }
  /** Elements, fields, members or bytes. */
  | { readonly kind: 'length'; readonly key: string; readonly bounds: Bounds }
  /** In ms; undefined: no TTL. */
  | { readonly kind: 'ttl'; readonly key: string; readonly bounds: Bounds | undefined }
  | { readonly kind: 'score'; readonly key: string; readonly member: string; readonly bounds: Bounds }
  /** From 0, from the top where `top`. */
  | {
      readonly kind: 'rank';
      readonly key: string;
      readonly member: string;
      readonly rank: number;
      readonly top: boolean;
    }
  | { readonly kind: 'keys'; readonly pattern: string; readonly bounds: Bounds }
  | { readonly kind: 'used'; readonly command: CommandPattern; readonly bounds: Bounds }
  /** The first that fits one came before the first that fits the other. */
  | { readonly kind: 'order'; readonly commands: readonly CommandPattern[] }
  /** ms of the playground's clock between the first that fits one and the first after it that fits the other. */
  | {
      readonly kind: 'gap';
      readonly from: CommandPattern;
      readonly to: CommandPattern;
      readonly bounds: Bounds;
    }
  /** A program wrote a line that fits, or ended well. */
  | { readonly kind: 'log'; readonly app: string; readonly expected: TextMatch }
  | { readonly kind: 'finished'; readonly app: string }
  /** How many runs of a program reported this outcome, all its users together. */
  | { readonly kind: 'outcome'; readonly app: string; readonly outcome: string; readonly bounds: Bounds }
  /** What a query gives now, and how many statements of the person's fit a text. */
  | { readonly kind: 'sql'; readonly query: string; readonly expected: TextMatch }
  | { readonly kind: 'queries'; readonly containing: string; readonly bounds: Bounds }
  | { readonly kind: 'answered'; readonly question: number };

/** `is` compares whole texts as redis-cli prints them; blanks at the ends of lines do not count. */
export type TextMatch =
  | { readonly how: 'is'; readonly text: string }
  | { readonly how: 'contains'; readonly text: string }
  | { readonly how: 'error'; readonly text: string };

/** Something wrong in a file. */
export interface LessonProblem {
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly message: string;
}
