/** Colours of SQL and JavaScript lines: words, strings, numbers and comments, and no more. */
import type { PartLanguage } from './parts.ts';
import type { Token } from './tokens.ts';

export const SQL_WORDS: readonly string[] = (
  'ALL ALTER AND ANY AS ASC BEGIN BETWEEN BY CASCADE CASE CHECK COMMIT CONSTRAINT CREATE CROSS DEFAULT DELETE DESC DISTINCT ' +
  'DO DROP ELSE END EXISTS EXPLAIN FALSE FOR FOREIGN FROM FULL GROUP HAVING ILIKE IN INDEX INNER INSERT INTO IS JOIN KEY LEFT LIKE ' +
  'LIMIT NOT NULL OFFSET ON OR ORDER OUTER PRIMARY RECURSIVE REFERENCES RETURNING RIGHT ROLLBACK SELECT SET TABLE THEN TRUE ' +
  'TRUNCATE UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHERE WITH ANALYZE CONFLICT NOTHING LATERAL OVER PARTITION'
).split(' ');

export const SQL_TYPES: readonly string[] =
  'bigint boolean date integer interval json jsonb numeric serial text timestamp timestamptz uuid varchar int'.split(
    ' ',
  );

/** What a program finds, with the form of each. */
export const PROGRAM_NAMES: readonly (readonly [name: string, form: string])[] = [
  ['redis', 'the store: await redis.get(key)'],
  ['sql', "Postgres: await sql('SELECT …', [values])"],
  ['sleep', 'await sleep(ms), on the playground’s clock'],
  ['now', 'now(): ms since 1970 on the playground’s clock'],
  ['started', 'when the run began, in ms since 1970: the same for all its users'],
  ['log', 'log(…): a line of the program’s log'],
  ['report', "report('200'): counts an outcome"],
  ['user', 'which simulated user this is, from 1'],
  ['round', 'which of its rounds, from 1'],
  ['createClient', 'await createClient().connect(): one more connection'],
];

const JS_WORDS = new Set(
  (
    'await async break case catch class const continue default do else export false finally for from function if import in ' +
    'instanceof let new null of return switch this throw true try typeof undefined var void while yield'
  ).split(' '),
);
const SQL_KNOWN = new Set(SQL_WORDS.map((word) => word.toLowerCase()));
const SQL_TYPE_SET = new Set(SQL_TYPES);

/** Longer lines are coloured in their beginning. */
const MAX_LINE = 5000;

const SQL_TOKEN = /(--.*)|(\/\*)|(\$\w*\$)|(['"])|(\d[\d.]*)|([A-Za-z_]\w*)|([^\s\w'"$/-]+|.)/gsy;
const JS_TOKEN = /(\/\/.*)|(\/\*)|(`)|(['"])|(\d[\d._]*)|([A-Za-z_$][\w$]*)|([^\s\w'"`$/]+|.)/gsy;

/**
 * The tokens of a line and what is open at its end: a quote, a comment or a dollar quote by its opening text. A single or
 * double quote of JavaScript ends with its line.
 */
export function tokenizeCode(
  line: string,
  open: string,
  language: Exclude<PartLanguage, 'redis'>,
): { tokens: readonly Token[]; open: string } {
  const tokens: Token[] = [];
  const add = (start: number, type: Token['type']) => {
    if (tokens.at(-1)?.type !== type) tokens.push({ start, type });
  };
  let at = 0;
  /** Goes to the end of what is open; false where that is not in this line. */
  const close = (opened: string): boolean => {
    const end = endOf(line, at, opened, language);
    at = end < 0 ? line.length : end;
    return end >= 0;
  };
  if (open !== '') {
    add(0, open === '/*' ? 'comment' : 'string');
    if (!close(open)) return { tokens, open };
  }
  const pattern = language === 'sql' ? SQL_TOKEN : JS_TOKEN;
  while (at < Math.min(line.length, MAX_LINE)) {
    pattern.lastIndex = at;
    const [whole = '', comment, block, quoting, quote, number, word] = pattern.exec(line) ?? [];
    if (whole === '') break;
    const start = at;
    at += whole.length;
    const opened = block ?? quoting ?? quote;
    if (comment !== undefined) add(start, 'comment');
    else if (opened !== undefined) {
      add(start, block === undefined ? 'string' : 'comment');
      if (!close(opened)) return { tokens, open: language === 'js' && quote !== undefined ? '' : opened };
    } else if (number !== undefined) add(start, 'number');
    else if (word !== undefined) add(start, wordType(word, language));
    else add(start, 'value');
  }
  return { tokens, open: '' };
}

function wordType(word: string, language: 'sql' | 'js'): Token['type'] {
  if (language === 'js') return JS_WORDS.has(word) ? 'command' : 'value';
  const lower = word.toLowerCase();
  if (SQL_KNOWN.has(lower)) return 'command';
  return SQL_TYPE_SET.has(lower) ? 'option' : 'value';
}

/** Just behind the end of what is open, or -1. */
function endOf(line: string, from: number, opened: string, language: 'sql' | 'js'): number {
  if (opened === '/*') {
    const end = line.indexOf('*/', from);
    return end < 0 ? -1 : end + 2;
  }
  for (let i = from; i < line.length; i++) {
    if (language === 'js' && line[i] === '\\') i++;
    else if (line.startsWith(opened, i)) return i + opened.length;
  }
  return -1;
}
