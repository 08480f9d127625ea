/**
 * The parts of Monaco that the editor uses, and the script language in it. This module and what it imports are fetched
 * after the page stands. No part here needs Monaco's own worker: words are completed from the documentation, and
 * formatting is ours.
 */
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/wordOperations/register';
// The package's entry for suggestions leaves out their controller, which is what shows the list.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import { languages } from 'monaco-editor/editor';
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { FIRST_LINE, type ScriptState, sameState, tokenizeScriptLine } from '../language/script-tokens.ts';
import { registerProviders } from './providers.ts';

export const LANGUAGE = 'keyglass-script';

let ready = false;
let table: CommandTable | undefined;

/** Makes the language known, once a page. */
export function setUpLanguage(): void {
  if (ready) return;
  ready = true;
  languages.register({ id: LANGUAGE });
  languages.setLanguageConfiguration(LANGUAGE, {
    comments: { lineComment: '#' },
    // A word is what stands between blanks, so that `user:1` is completed as one.
    wordPattern: /[^\s"']+/,
    autoClosingPairs: [
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
    surroundingPairs: [
      { open: '"', close: '"' },
      { open: "'", close: "'" },
    ],
  });
  registerProviders(LANGUAGE);
}

/** Colours lines by these commands from now on, in all editors. */
export function colourBy(next: CommandTable): void {
  if (table === next) return;
  table = next;
  languages.setTokensProvider(LANGUAGE, {
    getInitialState: () => new State(FIRST_LINE),
    tokenize(line, state) {
      const read = tokenizeScriptLine(line, state instanceof State ? state.script : FIRST_LINE, next);
      const tokens = read.tokens.map(({ start, type }) => ({ startIndex: start, scopes: type }));
      return { tokens, endState: new State(read.state) };
    },
  });
}

class State implements languages.IState {
  readonly script: ScriptState;
  constructor(script: ScriptState) {
    this.script = script;
  }
  clone(): languages.IState {
    return this;
  }
  equals(other: languages.IState): boolean {
    return other instanceof State && sameState(other.script, this.script);
  }
}
