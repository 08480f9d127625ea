/**
 * The tree itself, after the WAI-ARIA tree pattern. The focus stays on the tree and points at a row, since rows come and
 * go as the list scrolls.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { usePlayground } from '../../client/provider.tsx';
import { cx } from '../../ui/classes.ts';
import { useMediaQuery } from '../../ui/media.ts';
import { useRowWindow } from '../../ui/rows.ts';
import { type Line, lines, type Shown } from './rows.ts';
import styles from './Tree.module.css';
import { TreeRow } from './TreeRow.tsx';
import { type KeyAction, typeAhead } from './tree-keys.ts';

export interface KeyTreeProps {
  readonly shown: Shown;
  readonly selection: ReadonlySet<string>;
  onSelection(keys: ReadonlySet<string>): void;
  /** Choose the keys of rows `from` to `to`, of which not all are here. */
  onRange(from: number, to: number): void;
  onWindow(offset: number, limit: number): void;
  onFolder(path: string, open: boolean): void;
  /** Show it in the inspector; `go` moves there. */
  onInspect(line: Line, go: boolean): void;
  onAction(action: KeyAction, line: Line): void;
  onMenu(line: Line, at: { x: number; y: number }, owner: HTMLElement | null): void;
}

/** Rows asked for beyond the visible ones, so that scrolling a little asks nothing. */
const CHUNK = 50;

export function KeyTree(props: KeyTreeProps) {
  const { shown, selection, onWindow, onFolder, onInspect, onAction, onMenu, onSelection, onRange } = props;
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const inspected = usePlayground((state) => state.selected);
  const coarse = useMediaQuery('(pointer: coarse)');
  const rowHeight = coarse ? 38 : 28;

  const all = useMemo(() => lines(shown), [shown]);
  const total = shown.projection.rowCount + shown.ghosts.length;
  const view = useRowWindow(scroller, total, rowHeight);

  const first = Math.floor(view.first / CHUNK) * CHUNK;
  const limit = Math.ceil((view.end - first) / CHUNK + 1) * CHUNK;
  useEffect(() => onWindow(first, limit), [onWindow, first, limit]);

  // The row under the keyboard: by identity where it can be seen, else by its place.
  const [cursor, setCursor] = useState<{ index: number; id: string | undefined }>({
    index: 0,
    id: undefined,
  });
  const found = all.find(({ id }) => id === cursor.id);
  const active = found?.index ?? Math.max(0, Math.min(cursor.index, total - 1));
  const anchor = useRef<number>(0);

  const lineAt = (index: number) => all[index - (all[0]?.index ?? 0)];
  function moveTo(index: number, extend: boolean) {
    const to = Math.max(0, Math.min(total - 1, index));
    setCursor({ index: to, id: lineAt(to)?.id });
    view.reveal(to);
    if (extend) extendTo(to);
    else anchor.current = to;
  }

  function extendTo(to: number) {
    const [from, until] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
    const last = all.at(-1)?.index ?? -1;
    if (all[0] && all[0].index <= from && last >= until) onSelection(keysBetween(all, from, until));
    else onRange(rowAt(from), rowAt(until));
  }
  /** The row of the projection at a place of the list, which shows for a moment also what has left. */
  const rowAt = (place: number) => place - all.filter(({ gone, index }) => gone && index < place).length;

  // A row that scrolled into view under the cursor gives it its identity.
  const reached = found ? undefined : lineAt(active)?.id;
  useEffect(() => {
    if (reached !== undefined) setCursor((before) => ({ ...before, id: reached }));
  }, [reached]);

  const typed = useRef({ text: '', at: 0 });

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const line = lineAt(active);
    const handled = handleKey(event, line);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  function handleKey(event: KeyboardEvent<HTMLDivElement>, line: Line | undefined): boolean {
    if (event.altKey) return false;
    const plain = !event.ctrlKey && !event.metaKey;
    switch (event.key) {
      case 'ArrowDown':
        moveTo(active + 1, event.shiftKey);
        return true;
      case 'ArrowUp':
        moveTo(active - 1, event.shiftKey);
        return true;
      case 'PageDown':
        moveTo(active + view.fits, event.shiftKey);
        return true;
      case 'PageUp':
        moveTo(active - view.fits, event.shiftKey);
        return true;
      case 'Home':
        moveTo(0, event.shiftKey);
        return true;
      case 'End':
        moveTo(total - 1, event.shiftKey);
        return true;
      case 'ArrowRight':
        if (line?.row.kind !== 'folder') return true;
        if (line.row.expanded) moveTo(active + 1, false);
        else onFolder(line.row.path, true);
        return true;
      case 'ArrowLeft':
        if (line?.row.kind === 'folder' && line.row.expanded) onFolder(line.row.path, false);
        else if (line) {
          const parent = all.findLast((each) => each.index < active && each.row.depth < line.row.depth);
          if (parent) moveTo(parent.index, false);
        }
        return true;
      case 'Escape':
        if (selection.size === 0) return false;
        onSelection(new Set());
        return true;
    }
    if (!line || line.gone) return false;
    switch (event.key) {
      case 'Enter':
        open(line);
        return true;
      case ' ':
        if (line.row.kind === 'folder') onFolder(line.row.path, !line.row.expanded);
        else onSelection(toggled(selection, line.row.key));
        return true;
      case 'Delete':
        onAction('delete', line);
        return true;
      case 'F2':
        onAction('rename', line);
        return true;
    }
    // Signs such as `?` are shortcuts of the page.
    if (!plain || !/^[\p{L}\p{N}_.:@-]$/u.test(event.key)) return false;
    const now = event.timeStamp;
    const text = now - typed.current.at < 700 ? typed.current.text + event.key : event.key;
    typed.current = { text, at: now };
    const hit = typeAhead(all, active, text);
    if (hit !== undefined) moveTo(hit, false);
    return true;
  }

  const open = (line: Line) => {
    if (line.row.kind === 'folder') onFolder(line.row.path, !line.row.expanded);
    else onInspect(line, true);
  };

  // Rows get stable handlers, so that only those render that changed.
  const handlers = { onClick, onOpen, onRowMenu };
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const rowClick = useCallback((line: Line, event: MouseEvent) => latest.current.onClick(line, event), []);
  const rowOpen = useCallback((line: Line) => latest.current.onOpen(line), []);
  const rowMenu = useCallback((line: Line, event: MouseEvent) => latest.current.onRowMenu(line, event), []);

  function onClick(line: Line, event: MouseEvent) {
    const extend = event.shiftKey;
    setCursor({ index: line.index, id: line.id });
    if (line.row.kind === 'folder') {
      onFolder(line.row.path, !line.row.expanded);
      anchor.current = line.index;
      return;
    }
    if (extend) extendTo(line.index);
    else {
      anchor.current = line.index;
      if (event.ctrlKey || event.metaKey) onSelection(toggled(selection, line.row.key));
      else {
        onSelection(new Set());
        onInspect(line, false);
      }
    }
  }

  function onOpen(line: Line) {
    if (line.row.kind === 'key' && !line.gone) onInspect(line, true);
  }

  function onRowMenu(line: Line, event: MouseEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (line.gone) return;
    setCursor({ index: line.index, id: line.id });
    onMenu(line, { x: event.clientX, y: event.clientY }, scroller.current);
  }

  function onKeyboardMenu(event: MouseEvent) {
    // The menu key: the event comes from the tree itself, not from a row.
    const line = lineAt(active);
    const rect = document.getElementById(`${base}-${active}`)?.getBoundingClientRect();
    if (!line || line.gone || !rect) return;
    event.preventDefault();
    onMenu(line, { x: rect.left + 40, y: rect.bottom }, scroller.current);
  }

  const visible = all.filter(({ index }) => index >= view.first && index < view.end);
  const missing = visible.length === 0 && total > 0;
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Keys"
      aria-multiselectable="true"
      aria-activedescendant={total > 0 ? `${base}-${active}` : undefined}
      tabIndex={0}
      className={styles.scroller}
      onKeyDown={onKeyDown}
      onContextMenu={onKeyboardMenu}
    >
      <div
        role="presentation"
        className={cx(styles.list, missing && styles.missing)}
        style={{ height: view.height }}
      >
        {visible.map((line) => (
          <TreeRow
            key={line.id}
            line={line}
            domId={`${base}-${line.index}`}
            top={view.top(line.index)}
            active={line.index === active}
            selected={line.row.kind === 'key' && selection.has(line.row.key)}
            inspected={line.row.kind === 'key' && line.row.key === inspected}
            onClick={rowClick}
            onOpen={rowOpen}
            onMenu={rowMenu}
          />
        ))}
      </div>
    </div>
  );
}

function toggled(selection: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

function keysBetween(all: readonly Line[], a: number, b: number): ReadonlySet<string> {
  const from = Math.min(a, b);
  const to = Math.max(a, b);
  const keys = new Set<string>();
  for (const { row, index, gone } of all)
    if (row.kind === 'key' && !gone && index >= from && index <= to) keys.add(row.key);
  return keys;
}
