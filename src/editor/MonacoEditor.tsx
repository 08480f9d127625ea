/** Monaco as a component. It is mounted only when its module has come. */
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { usePlaygroundStore } from '../client/provider.tsx';
import type { Range } from '../script/types.ts';
import { useTheme } from '../ui/theme.ts';
import styles from './Editor.module.css';
import type { MonacoView } from './monaco/view.ts';
import type { EditorSession } from './session.ts';
import type { ScriptView, ViewEvents } from './view.ts';

export interface MonacoEditorProps {
  readonly session: EditorSession;
  readonly events: ViewEvents;
  readonly View: typeof MonacoView;
  readonly tabMovesFocus: boolean;
  /** Where the cursor of the plain editor was, and whether the keyboard was there. */
  readonly start: { readonly selection: Range; readonly focused: boolean } | undefined;
  readonly ref: Ref<ScriptView>;
}

export function MonacoEditor({ session, events, View, tabMovesFocus, start, ref }: MonacoEditorProps) {
  const store = usePlaygroundStore();
  const dark = useTheme().resolved === 'dark';
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<MonacoView>(null);
  const latest = useRef({ events, start, dark });
  useEffect(() => {
    latest.current = { events, start, dark };
  });

  useLayoutEffect(() => {
    if (!host.current) return;
    const call = (): ViewEvents => latest.current.events;
    const created = new View(
      host.current,
      { session, store },
      {
        runSelection: () => call().runSelection(),
        runScript: () => call().runScript(),
        format: () => call().format(),
        toggleTab: () => call().toggleTab(),
        cursorMoved: (line, column) => call().cursorMoved(line, column),
      },
      latest.current.dark,
    );
    view.current = created;
    const { start: from } = latest.current;
    if (from) {
      created.select(from.selection);
      if (from.focused) created.focus();
    }
    return () => {
      view.current = null;
      created.dispose();
    };
  }, [View, session, store]);

  useEffect(() => view.current?.setTheme(dark), [dark]);
  useEffect(() => view.current?.setTabMovesFocus(tabMovesFocus), [tabMovesFocus]);
  useImperativeHandle(
    ref,
    () => ({
      selection: () => view.current?.selection() ?? { start: 0, end: 0 },
      select: (range) => view.current?.select(range),
      focus: () => view.current?.focus(),
      hasFocus: () => view.current?.hasFocus() ?? false,
      toggleReply: () => view.current?.toggleReply(),
      replace: (edits) => view.current?.replace(edits),
    }),
    [],
  );

  return <div ref={host} className={styles.monaco} />;
}
