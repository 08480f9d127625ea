/** Colours and patterns of outcomes: the same outcome looks the same in every program. */

const GOOD = /^(2\d\d|ok|hit|won|done|yes)\b/i;
const BAD = /^([45]\d\d|error|lost|failed|no|rejected|oversold)\b/i;
const OTHERS = ['blue', 'amber', 'violet', 'cyan'] as const;

export type Look = 'good' | 'bad' | (typeof OTHERS)[number];

/** A look for each name. What went well and what did not have looks of their own; the others take turns. */
export function looksOf(names: readonly string[]): readonly Look[] {
  let next = 0;
  let good = false;
  let bad = false;
  return names.map((name) => {
    if (!good && GOOD.test(name)) {
      good = true;
      return 'good';
    }
    if (!bad && BAD.test(name)) {
      bad = true;
      return 'bad';
    }
    return OTHERS[next++ % OTHERS.length] ?? 'blue';
  });
}
