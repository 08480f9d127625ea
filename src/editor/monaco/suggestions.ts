/** Completion items for a place of the script. */
import { type editor, type IRange, languages, type Position } from 'monaco-editor/editor';
import { type Candidate, complete } from '../../client/syntax/complete.ts';
import { labelText, quoteArgument, quoteBytes } from '../../resp/quote.ts';
import { encodeText } from '../../resp/text.ts';
import { DIRECTIVES } from '../../script/directives.ts';
import { isMethodPlace } from '../language/calls.ts';
import { PROGRAM_NAMES, SQL_TYPES, SQL_WORDS } from '../language/code-tokens.ts';
import { placeAt, typedPrefix } from '../language/cursor.ts';
import { describeCommand } from '../language/hover.ts';
import { methodItems } from './methods.ts';
import { rangeOf } from './ranges.ts';
import type { Owner } from './sessions.ts';

const MAX_KEYS = 50;
const { CompletionItemKind } = languages;
type Item = languages.CompletionItem;

/** `asked`: the person opened the list, or is typing a word; else it would open by itself after a blank. */
export async function suggestions(
  { session, store }: Owner,
  model: editor.ITextModel,
  position: Position,
  asked: boolean,
): Promise<languages.CompletionList> {
  const offset = model.getOffsetAt(position);
  const text = session.source;
  const place = placeAt(session.script, text, offset);
  if (place.kind === 'code') {
    const range = rangeOf(model, place.start, offset);
    if (place.language === 'js' && isMethodPlace(text, place.start))
      return { suggestions: await methodItems(range) };
    // A blank alone opens no list of words.
    return { suggestions: asked || place.start < offset ? codeItems(place.language, range) : [] };
  }
  if (place.kind !== 'word')
    return {
      suggestions: directiveItems(
        [...session.script.lanes, ...session.script.sqlLanes],
        store.getState().lanes,
        model,
        position,
      ),
    };
  const { statement, index, start, end } = place;
  const range = {
    insert: rangeOf(model, start, offset),
    replace: rangeOf(model, start, Math.max(offset, end)),
  };
  const { prefix, quoted } = typedPrefix(text, start, offset);
  const found = complete(session.table, statement?.argv.slice(0, index) ?? [], quoted ? '\0' : prefix);
  if (!asked && index > 0 && !found.keys && found.candidates.every(({ kind }) => kind === 'option')) {
    return { suggestions: [] };
  }
  const items = found.candidates.map((candidate, i) => commandItem(candidate, i, range));
  if (!found.keys) return { suggestions: items };
  const { db, actions } = store.getState();
  const names = await actions
    .call('keyNames', { db, prefix: encodeText(prefix), limit: MAX_KEYS })
    .catch(() => []);
  const keys = names.map((name): Item => {
    const insertText = quoted ? quoteBytes(name, 'utf8') : quoteArgument(name);
    // The empty name is a key too; Monaco leaves out what has no label.
    const label = labelText(name, '""');
    const filterText = quoted ? `${text[start] ?? ''}${label}` : label;
    return {
      label,
      kind: CompletionItemKind.Variable,
      detail: 'key',
      insertText,
      filterText,
      sortText: `0${label}`,
      range,
    };
  });
  return { suggestions: [...keys, ...items], incomplete: names.length >= MAX_KEYS };
}

/** Words of SQL, or what a program finds. */
function codeItems(language: 'sql' | 'js', range: IRange): Item[] {
  const item = (label: string, kind: languages.CompletionItemKind, detail?: string): Item => ({
    label,
    kind,
    insertText: label,
    range,
    ...(detail !== undefined && { detail }),
  });
  if (language === 'js')
    return PROGRAM_NAMES.map(([name, detail]) => item(name, CompletionItemKind.Function, detail));
  return [
    ...SQL_WORDS.map((word) => item(word, CompletionItemKind.Keyword)),
    ...SQL_TYPES.map((type) => item(type, CompletionItemKind.TypeParameter)),
  ];
}

function commandItem(candidate: Candidate, i: number, range: languages.CompletionItemRanges): Item {
  const { kind, text, doc, wants } = candidate;
  const sortText = `1${String(i).padStart(4, '0')}`;
  if (kind === 'option') {
    return {
      label: { label: text, description: wants },
      kind: CompletionItemKind.EnumMember,
      insertText: wants === '' ? text : `${text} `,
      filterText: text,
      sortText,
      range,
    };
  }
  const goesOn =
    doc.arity !== text.split(' ').length && (doc.arguments.length > 0 || doc.subcommands.length > 0);
  return {
    label: { label: text, description: doc.group.replace(/[-_]/g, ' ') },
    kind: kind === 'command' ? CompletionItemKind.Function : CompletionItemKind.Method,
    insertText: goesOn ? `${text} ` : text,
    filterText: text,
    sortText,
    documentation: { value: describeCommand(doc).join('\n\n') },
    range,
    ...(goesOn && { command: { id: 'editor.action.triggerParameterHints', title: 'Show the syntax' } }),
    ...(doc.deprecatedSince !== undefined && { tags: [languages.CompletionItemTag.Deprecated] }),
  };
}

function directiveItems(
  inScript: readonly string[],
  open: readonly string[],
  model: editor.ITextModel,
  position: Position,
): Item[] {
  const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  const client = /^\s*#\s*@client\s+(\S*)$/.exec(line);
  const name = /^\s*#\s*(@[\w-]*)$/.exec(line);
  const back = (typed: string) => {
    const end = model.getOffsetAt(position);
    return rangeOf(model, end - typed.length, end);
  };
  if (client) {
    const lanes = [...new Set([...open, ...inScript])];
    return lanes.map((lane) => ({
      label: lane,
      kind: CompletionItemKind.User,
      detail: 'client',
      insertText: lane,
      range: back(client[1] ?? ''),
    }));
  }
  if (!name) return [];
  return Object.entries(DIRECTIVES).map(([directive, { usage, summary }]) => ({
    label: `@${directive}`,
    kind: CompletionItemKind.Keyword,
    detail: usage,
    documentation: summary,
    insertText: directive === 'hidden' || directive === 'end' ? `@${directive}` : `@${directive} `,
    filterText: `@${directive}`,
    range: back(name[1] ?? ''),
  }));
}
