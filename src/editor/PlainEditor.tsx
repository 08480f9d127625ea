/** The script in a plain text field: there at once, before Monaco is, and where Monaco does not fit. */
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { usePlayground } from '../client/provider.tsx';
import styles from './Editor.module.css';
import { replaceAll } from './language/format.ts';
import type { EditorSession } from './session.ts';
import type { ScriptView, ViewEvents } from './view.ts';

export function PlainEditor({
  session,
  events,
  ref,
}: {
  session: EditorSession;
  events: ViewEvents;
  ref: Ref<ScriptView>;
}) {
  const draft = usePlayground((state) => state.draft);
  const field = useRef<HTMLTextAreaElement>(null);

  useImperativeHandle(
    ref,
    () => ({
      selection: () => ({ start: field.current?.selectionStart ?? 0, end: field.current?.selectionEnd ?? 0 }),
      select: ({ start, end }) => field.current?.setSelectionRange(start, end),
      focus: () => field.current?.focus(),
      hasFocus: () => document.activeElement === field.current,
      toggleReply: () => undefined,
      replace: (edits) => session.edited(replaceAll(session.source, edits)),
    }),
    [session],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.shiftKey) events.runScript();
    else events.runSelection();
  };
  const onSelect = () => {
    const before = session.source.slice(0, field.current?.selectionStart ?? 0).split('\n');
    events.cursorMoved(before.length, (before.at(-1)?.length ?? 0) + 1);
  };

  return (
    <textarea
      ref={field}
      className={styles.plain}
      aria-label="Script editor"
      value={draft}
      onChange={(event) => session.edited(event.target.value)}
      onKeyDown={onKeyDown}
      onSelect={onSelect}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      wrap="off"
    />
  );
}
