/** The lessons of the house, in the order of their files. Their texts are fetched one by one, when they are opened. */
import { type Glossary, glossaryOf } from '../../lessons/terms.ts';

/** What the list of lessons shows of one. */
export interface LessonFacts {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly terms: readonly string[];
  /** Their titles. */
  readonly steps: readonly string[];
}

export interface LessonEntry extends LessonFacts {
  /** From 1. */
  readonly number: number;
  /** The Markdown. */
  load(): Promise<string>;
}

const facts: Readonly<Record<string, LessonFacts | undefined>> = import.meta.glob(
  '../../scenarios/lessons/*.md',
  {
    query: '?entry',
    import: 'default',
    eager: true,
  },
);
const texts = import.meta.glob<string>('../../scenarios/lessons/*.md', { query: '?raw', import: 'default' });

/** All lessons; their files begin with their places in the course. */
export const course: readonly LessonEntry[] = Object.keys(facts)
  .sort()
  .flatMap((file, i): readonly LessonEntry[] => {
    const known = facts[file];
    const load = texts[file];
    return known && load ? [{ ...known, number: i + 1, load }] : [];
  });

export const findLesson = (id: string): LessonEntry | undefined => course.find((entry) => entry.id === id);

/** The lessons before and after one. */
export function lessonsAround(id: string): {
  readonly previous: LessonEntry | undefined;
  readonly next: LessonEntry | undefined;
} {
  const at = course.findIndex((entry) => entry.id === id);
  return at < 0
    ? { previous: undefined, next: undefined }
    : { previous: course[at - 1], next: course[at + 1] };
}

/** Which lesson explains which word. */
export const courseGlossary: Glossary = glossaryOf(course);
