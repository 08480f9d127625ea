/** The addresses of lessons: `?lesson=ttl&step=2` is the second step of one of ours, `?course` the list of them all. */

export interface LessonPlace {
  readonly lesson: string;
  /** From 1. Undefined: where the person left it. */
  readonly step: number | undefined;
}

/** What an address asks for; `source` is the address of a lesson's file somewhere else. */
export type Asked =
  | { readonly kind: 'lesson'; readonly place: LessonPlace }
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'course' };

const ID = /^[a-z0-9-]{1,64}$/;

export function readAddress(search: string): Asked | undefined {
  const parameters = new URLSearchParams(search);
  const lesson = parameters.get('lesson');
  if (lesson !== null && lesson !== '') {
    if (!ID.test(lesson)) return { kind: 'source', source: lesson };
    const step = Number(parameters.get('step') ?? Number.NaN);
    return { kind: 'lesson', place: { lesson, step: Number.isInteger(step) && step > 0 ? step : undefined } };
  }
  return parameters.has('course') || lesson !== null ? { kind: 'course' } : undefined;
}

/** A link to a lesson from this page. */
export const lessonHref = (lesson: string, step: number | undefined): string =>
  `?lesson=${lesson}${step === undefined ? '' : `&step=${step}`}`;

/** This page's address with a place of a lesson in it, or without any. Other parameters stay. */
export function withPlace(href: string, place: LessonPlace | 'course' | undefined): string {
  const url = new URL(href);
  for (const name of ['lesson', 'step', 'course']) url.searchParams.delete(name);
  const rest = url.searchParams.toString();
  const own =
    place === 'course' ? 'course' : place ? lessonHref(place.lesson, place.step).slice(1) : undefined;
  url.search = [own, rest].filter(Boolean).join('&');
  return url.href;
}
