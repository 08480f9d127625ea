/** What stands beside the text: run controls in the gutter, the colour of each line's client, and results. */
import { editor, Range } from 'monaco-editor/editor';
import type { Script, Range as TextRange } from '../../script/types.ts';
import { toneAt } from '../../ui/tones.ts';
import { describeResult, type ResultLine } from '../run/describe.ts';
import type { StatementResult } from '../run/results.ts';
import styles from './monaco.module.css';
import { rangeOf } from './ranges.ts';

export const RUN_GLYPH = styles.runGlyph ?? '';
export const RESULT_TEXT = styles.result ?? '';

const RUN_HINTS = {
  command: 'Run this command',
  sql: 'Run this statement',
  app: 'Start this program',
  load: 'Start this load',
} as const;

/** Decorations that follow from the text alone. `lanes`: all clients, for their colours. */
export function scriptDecorations(
  script: Script,
  model: editor.ITextModel,
  lanes: readonly string[],
): editor.IModelDeltaDecoration[] {
  const found: editor.IModelDeltaDecoration[] = [];
  const several = script.lanes.length + script.sqlLanes.length > 1;
  for (const statement of script.statements) {
    if (statement.kind === 'wait') continue;
    const range = rangeOf(model, statement.range.start, statement.range.end);
    const first = new Range(range.startLineNumber, 1, range.startLineNumber, 1);
    // A program that a load names runs only as its users.
    const runs =
      statement.kind === 'command' ? statement.valid : statement.kind === 'app' ? statement.starts : true;
    if (runs) {
      found.push({
        range: first,
        options: {
          glyphMarginClassName: RUN_GLYPH,
          glyphMarginHoverMessage: { value: RUN_HINTS[statement.kind] },
        },
      });
    }
    if (several && 'lane' in statement) {
      const tone = toneAt(lanes.indexOf(statement.lane));
      found.push({
        range,
        options: {
          linesDecorationsClassName: `${styles.lane} ${styles[tone]}`,
          linesDecorationsTooltip: `client ${statement.lane}`,
        },
      });
    }
  }
  for (const { name, argument, argumentStart } of script.directives) {
    const [lane = ''] = argument.split(/\s/);
    if (name !== 'client' || lane === '') continue;
    found.push({
      range: rangeOf(model, argumentStart, argumentStart + lane.length),
      options: { inlineClassName: `${styles.laneName} ${styles[toneAt(lanes.indexOf(lane))]}` },
    });
  }
  for (const { start, end } of script.hidden) {
    found.push({
      range: rangeOf(model, start, end),
      options: { inlineClassName: styles.hidden ?? '', isWholeLine: true },
    });
  }
  return found;
}

/** Characters that a reply gets however long its line is, and those kept for type and time behind it. */
const MIN_ROOM = 48;
const ABOUT_ROOM = 28;

interface Shown {
  result: StatementResult;
  line: string;
  tone: string;
  ids: string[];
}

/** The clients of a script, for their colours; `several`: results say whose they are. */
export interface Lanes {
  readonly names: readonly string[];
  readonly several: boolean;
}

/** True where two results look the same, wherever they stand. */
function same(a: StatementResult, b: StatementResult): boolean {
  return (
    a === b ||
    (a.state === b.state &&
      a.reply === b.reply &&
      a.outcome === b.outcome &&
      a.progress === b.progress &&
      a.stale === b.stale &&
      a.expected === b.expected)
  );
}

const overlap = (a: TextRange, b: TextRange) => a.start <= b.end && a.end >= b.start;

/** Keeps one decoration for each result, and changes only those that changed. */
export class ResultDecorations {
  private readonly model: editor.ITextModel;
  private readonly shown = new Map<number, Shown>();

  constructor(model: editor.ITextModel) {
    this.model = model;
  }

  /**
   * Shows these results. Where the text has changed, Monaco has moved what stands there; only results in `touched`, the
   * changed lines, are put to their lines' ends again. `columns` are visible; a reply is cut to what its line leaves.
   */
  show(
    results: readonly StatementResult[],
    { names: lanes, several }: Lanes,
    touched: TextRange | 'all' | undefined,
    columns: number,
  ): void {
    const { model, shown } = this;
    const present = new Set<number>();
    const removed: string[] = [];
    const added: {
      id: number;
      result: StatementResult;
      line: string;
      tone: string;
      decoration: editor.IModelDeltaDecoration;
    }[] = [];
    for (const result of results) {
      present.add(result.id);
      const before = shown.get(result.id);
      const tone = several && result.lane !== undefined ? toneAt(lanes.indexOf(result.lane)) : '';
      const still = touched === undefined || (touched !== 'all' && !overlap(result.range, touched));
      if (before && still && same(before.result, result) && before.tone === tone) {
        before.result = result;
        continue;
      }
      const end = model.getPositionAt(Math.min(result.range.end, model.getValueLength()));
      const column = model.getLineMaxColumn(end.lineNumber);
      const parts = describeResult(result, Math.max(MIN_ROOM, columns - column - ABOUT_ROOM));
      const line = `${tone}|${result.stale}|${parts.tone}|${parts.sign}|${parts.text}|${parts.time}`;
      const current = before && model.getDecorationRange(before.ids[0] ?? '');
      if (
        before &&
        before.line === line &&
        current?.startLineNumber === end.lineNumber &&
        current.startColumn === column
      ) {
        before.result = result;
        continue;
      }
      if (before) removed.push(...before.ids);
      const range = new Range(end.lineNumber, column, end.lineNumber, column);
      added.push({
        id: result.id,
        result,
        line,
        tone,
        decoration: { range, options: options(result, parts, tone) },
      });
    }
    for (const [id, { ids }] of shown) {
      if (present.has(id)) continue;
      removed.push(...ids);
      shown.delete(id);
    }
    if (removed.length === 0 && added.length === 0) return;
    const ids = model.deltaDecorations(
      removed,
      added.map(({ decoration }) => decoration),
    );
    added.forEach(({ id, result, line, tone }, i) => {
      shown.set(id, { result, line, tone, ids: [ids[i] ?? ''] });
    });
  }
}

function options(result: StatementResult, parts: ResultLine, tone: string): editor.IModelDecorationOptions {
  const { sign, text, type, time } = parts;
  const about = [result.stale ? 'edited since' : '', tone && result.lane, type, time]
    .filter(Boolean)
    .join(' · ');
  const old = result.stale ? styles.stale : '';
  return {
    showIfCollapsed: true,
    stickiness: editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    before: {
      content: `\u00a0\u00a0\u00a0${sign} ${oneLine(text)}`,
      inlineClassName: `${RESULT_TEXT} ${styles[parts.tone]} ${old}`,
      inlineClassNameAffectsLetterSpacing: true,
      cursorStops: editor.InjectedTextCursorStops.None,
    },
    ...(about !== '' && {
      after: {
        content: `\u00a0\u00a0${about}`,
        inlineClassName: `${RESULT_TEXT} ${styles.about} ${tone ? styles[tone] : ''} ${old}`,
        inlineClassNameAffectsLetterSpacing: true,
        cursorStops: editor.InjectedTextCursorStops.None,
      },
    }),
  };
}

const oneLine = (text: string) => text.replace(/[\r\n\t]+/g, ' ');
