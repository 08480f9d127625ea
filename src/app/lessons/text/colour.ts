/**
 * Colours for scripts at rest. Commands go to the light highlighter; SQL and programs, which a script holds between
 * directives, to a small one of their own that knows words, strings, numbers and comments.
 */
import { type Colour, highlight, type Piece } from '../../../embed/highlight.ts';

export type { Colour, Piece };
export type CodeLanguage = 'redis' | 'sql' | 'js' | 'none';

/** Longer texts are not coloured: their pieces would be too many elements. */
const MAX_COLOURED = 20_000;

const SQL_WORDS = new Set(
  (
    'select insert into values update set delete from where and or not null is in as on join left inner outer group by order ' +
    'having limit offset create table drop alter index primary key references unique default begin commit rollback returning ' +
    'with distinct union all case when then else end exists between like asc desc int integer bigint text numeric boolean ' +
    'timestamptz timestamp serial count sum avg min max now'
  ).split(' '),
);
const JS_WORDS = new Set(
  (
    'const let var function return if else for of in while do break continue await async new try catch finally throw typeof ' +
    'null undefined true false class switch case default'
  ).split(' '),
);

const TOKEN =
  /(\/\/[^\n]*|--[^\n]*|\/\*[\s\S]*?\*\/)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(\b\d[\d_.]*\b)|([A-Za-z_$][\w$]*)|([^A-Za-z_$\d"'`/-]+|.)/gs;

/** Pieces of a code block; their texts put together are the code. */
export function colourCode(code: string, language: CodeLanguage): readonly Piece[] {
  if (code.length > MAX_COLOURED || language === 'none') return [{ text: code, colour: 'plain' }];
  return language === 'redis' ? highlight(code) : words(code, language);
}

/** Pieces of a script in the language of SCRIPT.md. */
export function colourScript(script: string): readonly Piece[] {
  if (script.length > MAX_COLOURED) return [{ text: script, colour: 'plain' }];
  return partsOf(script).flatMap(({ text, language }) => colourCode(text, language));
}

/** Cuts a script where a directive begins another language. The directives themselves are in commands' parts. */
function partsOf(script: string): readonly { readonly text: string; readonly language: CodeLanguage }[] {
  const parts: { text: string; language: CodeLanguage }[] = [];
  const databases = new Set<string>();
  let inApp = false;
  let client: CodeLanguage = 'redis';
  for (const line of script.split(/(?<=\n)/)) {
    const [, word, rest = ''] = /^[ \t]*#[ \t]*@([a-z]+)[ \t]*(.*)/.exec(line) ?? [];
    if (word === 'app') inApp = true;
    if (word === 'end') inApp = false;
    if (word === 'client' && !inApp) {
      const [name = '', kind] = rest.trim().split(/\s+/);
      if (kind === 'sql') databases.add(name);
      client = databases.has(name) ? 'sql' : 'redis';
    }
    const comment = !inApp && /^[ \t]*#/.test(line);
    const language = word !== undefined || comment ? 'redis' : inApp ? 'js' : client;
    const last = parts.at(-1);
    if (last?.language === language) last.text += line;
    else parts.push({ text: line, language });
  }
  return parts;
}

function words(code: string, language: 'sql' | 'js'): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (text: string, colour: Colour) => {
    const last = pieces.at(-1);
    if (last?.colour === colour) pieces[pieces.length - 1] = { text: last.text + text, colour };
    else pieces.push({ text, colour });
  };
  for (const [text, comment, string, number, word] of code.matchAll(TOKEN)) {
    // Two hyphens take one away in a program.
    if (comment !== undefined) add(text, language === 'js' && text.startsWith('--') ? 'plain' : 'comment');
    else if (string !== undefined) add(text, 'string');
    else if (number !== undefined) add(text, 'number');
    else if (word !== undefined) add(text, isWord(word, language) ? 'command' : 'plain');
    else add(text, 'plain');
  }
  return pieces;
}

const isWord = (word: string, language: 'sql' | 'js') =>
  language === 'sql' ? SQL_WORDS.has(word.toLowerCase()) : JS_WORDS.has(word);

/** The language that a code block of a lesson's text names. */
export function languageOf(info: string): CodeLanguage {
  const [name = ''] = info.trim().toLowerCase().split(/\s+/);
  if (name === 'redis' || name === 'sql') return name;
  return name === 'js' || name === 'javascript' ? 'js' : 'none';
}
