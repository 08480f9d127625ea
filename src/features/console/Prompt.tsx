/** The line to type in: history, reverse search, completion, and the syntax of what is being typed. */
import { type ClipboardEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import { CommandTable } from '../../client/syntax/analyse.ts';
import { renderSyntax } from '../../client/syntax/render.ts';
import styles from './Console.module.css';
import { nearestCaret } from './caret.ts';
import { applyChoice, type Choices, choicesAt, commonPrefix } from './completion.ts';
import { historyLines, remember, searchBack, step, type Walk } from './history.ts';
import { SyntaxHint } from './SyntaxHint.tsx';
import { readLine } from './submit.ts';

export interface PromptProps {
  readonly lane: string;
  /** As redis-cli writes it. */
  readonly prompt: string;
  readonly blocked: boolean;
}

interface Search {
  readonly query: string;
  /** Index of the line that was found; -1 where none is. */
  readonly found: number;
  /** What was there before. */
  readonly before: string;
}

export function Prompt({ lane, prompt, blocked }: PromptProps) {
  const actions = useActions();
  const store = usePlaygroundStore();
  const docs = usePlayground((state) => state.docs);
  const table = useMemo(() => new CommandTable(docs), [docs]);
  const [line, setLine] = useState('');
  const [choices, setChoices] = useState<Choices & { readonly at: number }>();
  const [search, setSearch] = useState<Search>();
  const walk = useRef<Walk>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  const put = (text: string, caret = text.length) => {
    setLine(text);
    nearestCaret(field.current, caret);
  };

  const submit = (text: string) => {
    walk.current = undefined;
    setChoices(undefined);
    setSearch(undefined);
    setLine('');
    remember(text);
    const read = readLine(text);
    if (read.kind === 'clear') actions.clearTranscript(lane);
    else if (read.kind === 'invalid') actions.note(lane, `${text}: Invalid argument(s)`);
    else if (read.kind === 'help') actions.note(lane, help(table, read.words));
    else if (read.kind === 'run')
      for (let i = 0; i < read.times; i++) void actions.run(lane, read.argv, 'console');
  };

  const completeWord = async (step: 1 | -1) => {
    if (choices) {
      const at = (choices.at + step + choices.list.length) % choices.list.length;
      setChoices({ ...choices, at });
      return;
    }
    const caret = field.current?.selectionStart ?? line.length;
    const { db } = store.getState();
    const found = await choicesAt(table, line, caret, (prefix, limit) =>
      actions.call('keyNames', { db, prefix, limit }).catch(() => []),
    );
    // The line may have changed while the keys were asked for.
    if (found.list.length === 0 || field.current?.value !== line) return;
    if (found.list.length === 1) {
      accept(found, found.list[0]?.text ?? '');
      return;
    }
    const common = commonPrefix(found.list);
    if (common.length > found.end - found.start) {
      const next = applyChoice(line, found, common, false);
      put(next.line, next.cursor);
      setChoices({ ...found, end: next.cursor, at: -1 });
    } else setChoices({ ...found, at: -1 });
  };

  const accept = (from: Choices, text: string) => {
    const next = applyChoice(line, from, text, true);
    setChoices(undefined);
    put(next.line, next.cursor);
  };

  const walkBy = (by: -1 | 1) => {
    const next = step(historyLines(), walk.current, by, line);
    if (!next) return;
    walk.current = next.walk;
    put(next.text);
  };

  const searchOn = (query: string, before: number) => {
    const found = searchBack(historyLines(), query, before);
    setSearch((old) => ({ query, found, before: old?.before ?? line }));
    if (found >= 0) setLine(historyLines()[found] ?? '');
  };

  const onSearchKey = (event: KeyboardEvent, at: Search): boolean => {
    const end = () => {
      setSearch(undefined);
      nearestCaret(field.current, line.length);
    };
    if (event.ctrlKey && event.key === 'r')
      searchOn(at.query, at.found < 0 ? historyLines().length : at.found);
    else if (event.key === 'Escape' || (event.ctrlKey && (event.key === 'g' || event.key === 'c'))) {
      setLine(at.before);
      setSearch(undefined);
    } else if (event.key === 'Enter') submit(line);
    else if (['Tab', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'End'].includes(event.key)) end();
    else return false;
    return true;
  };

  const onKey = (event: KeyboardEvent): boolean => {
    const { key, ctrlKey, shiftKey } = event;
    if (ctrlKey && key === 'r') {
      setSearch({ query: '', found: -1, before: line });
      setChoices(undefined);
    } else if (ctrlKey && key === 'l') actions.clearTranscript(lane);
    else if (ctrlKey && key === 'c' && field.current?.selectionStart === field.current?.selectionEnd) {
      if (blocked) actions.cancel(lane);
      setLine('');
    } else if (key === 'Tab' && (choices || (!shiftKey && line.trim() !== '')))
      void completeWord(shiftKey ? -1 : 1);
    else if (key === 'Escape' && choices) setChoices(undefined);
    else if (key === 'ArrowUp' || key === 'ArrowDown') {
      const by = key === 'ArrowUp' ? -1 : 1;
      if (choices) void completeWord(by);
      else walkBy(by);
    } else if (key === 'Enter') {
      const chosen = choices?.list[choices.at];
      if (choices && chosen) accept(choices, chosen.text);
      else submit(line);
    } else return false;
    return true;
  };

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(text)) return;
    // Several lines are run one by one, as in a terminal; what comes after the last line end stays to be edited.
    event.preventDefault();
    // The line keeps what stood before and after the selection, which the text takes the place of.
    const start = field.current?.selectionStart ?? line.length;
    const end = field.current?.selectionEnd ?? line.length;
    const lines = text.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    lines.forEach((pasted, i) => {
      submit(i === 0 ? line.slice(0, start) + pasted : pasted);
    });
    put(rest + line.slice(end), rest.length);
  };

  const active = choices && choices.at >= 0 ? `${listId}-${choices.at}` : undefined;
  return (
    <div className={styles.promptBox}>
      {choices && (
        <div id={listId} className={styles.choices} role="listbox" aria-label="Completions">
          {choices.list.map((choice, i) => (
            <div
              key={choice.text}
              id={`${listId}-${i}`}
              role="option"
              // The keyboard stays in the field and chooses through it.
              tabIndex={-1}
              aria-selected={i === choices.at}
              ref={i === choices.at ? showIt : undefined}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(choices, choice.text);
              }}
            >
              <span>{choice.text}</span>
              <span className={styles.detail}>{choice.detail}</span>
            </div>
          ))}
        </div>
      )}
      {!search && <SyntaxHint table={table} line={line} />}
      {/* The prompt before the field leads into it, as in a terminal. */}
      <label className={styles.inputRow}>
        <span className={styles.prompt} aria-hidden="true">
          {search ? `(reverse-i-search)\`${search.query}':` : prompt}
        </span>
        <input
          ref={field}
          className={styles.input}
          role="combobox"
          aria-label={`Command for ${lane}`}
          aria-expanded={choices !== undefined}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="send"
          placeholder={blocked ? 'waits; commands typed now run afterwards' : undefined}
          value={line}
          onChange={(event) => {
            if (search) {
              searchOn(searchQuery(search, line, event.target.value), historyLines().length);
              return;
            }
            walk.current = undefined;
            setChoices(undefined);
            setLine(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (search ? onSearchKey(event, search) : onKey(event)) event.preventDefault();
          }}
          onBlur={() => setChoices(undefined)}
          onPaste={onPaste}
        />
      </label>
    </div>
  );
}

/** While searching, what is typed changes the query, not the line that is shown. */
function searchQuery(search: Search, shown: string, typed: string): string {
  if (typed.length < shown.length) return search.query.slice(0, -1);
  let head = 0;
  while (head < shown.length && shown[head] === typed[head]) head++;
  return search.query + typed.slice(head, head + typed.length - shown.length);
}

function showIt(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function help(table: CommandTable, words: readonly string[]): string {
  if (words.length === 0)
    return 'Type help and a command’s name. Tab completes, ↑ and ↓ recall, Ctrl+R searches.';
  const found = table.find(words);
  if (!found) return `There is no command ${words.join(' ')}.`;
  const { doc } = found;
  const subcommands = table.subcommands(doc.name).map(({ name }) => name);
  const more = subcommands.length > 0 ? `\nSubcommands: ${subcommands.join(', ')}` : '';
  const complexity = doc.complexity === '' ? '' : `, complexity ${doc.complexity}`;
  const facts = `${doc.group.replace(/[-_]/g, ' ')}, since ${doc.since}${complexity}`;
  return `${renderSyntax(doc).label}\n${doc.summary}\n${facts}${more}`;
}
