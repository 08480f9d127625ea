/** The script: its editor, the controls to run it, and what became of it. */
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { usePlaygroundStore, useView } from '../client/provider.tsx';
import type { Range } from '../script/types.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useCommandRegistry, useCommands } from '../ui/commands.tsx';
import { useMediaQuery } from '../ui/media.ts';
import { Panel } from '../ui/Panel.tsx';
import { usePreference } from '../ui/preferences.ts';
import styles from './Editor.module.css';
import { MonacoEditor } from './MonacoEditor.tsx';
import type { MonacoView } from './monaco/view.ts';
import { PlainEditor } from './PlainEditor.tsx';
import { ReplyList } from './ReplyList.tsx';
import { StatusLine } from './StatusLine.tsx';
import { sessionOf } from './session.ts';
import type { ScriptView, ViewEvents } from './view.ts';

export function EditorPanel() {
  const store = usePlaygroundStore();
  const session = sessionOf(store);
  const status = useSyncExternalStore(session.subscribe, session.status);
  const results = useSyncExternalStore(session.results.subscribe, session.results.list);
  const clients = useView({ kind: 'clients' })?.clients;
  const view = useRef<ScriptView>(null);
  const [cursor, setCursor] = useState({ line: 1, column: 1 });
  const [tab, setTab] = usePreference('editor-tab');
  const tabMovesFocus = tab === 'moves';
  const registry = useCommandRegistry();
  const { View, failed, start } = useMonaco(view);

  useEffect(() => {
    if (clients) session.learnProtocols(clients);
  }, [session, clients]);

  useEffect(() => {
    const show = () => {
      const range = session.takeWanted();
      if (!range) return;
      view.current?.select(range);
      view.current?.focus();
    };
    show();
    return session.onShow(show);
  }, [session]);

  const runLine = useCallback(() => {
    const ran = session.runSelection(view.current?.selection() ?? { start: 0, end: 0 });
    if (!ran) store.getState().actions.notify({ kind: 'info', text: 'There is no command on this line.' });
  }, [session, store]);
  const format = useCallback(async () => {
    const edits = await session.formatting();
    if (edits.length === 0) return;
    view.current?.replace(edits);
    session.results.rebase(session.source);
  }, [session]);
  const toggleTab = useCallback(() => setTab(tabMovesFocus ? 'indents' : 'moves'), [setTab, tabMovesFocus]);
  const events = useMemo<ViewEvents>(
    () => ({
      runSelection: runLine,
      runScript: () => session.runScript(),
      format: () => void format(),
      toggleTab,
      cursorMoved: (line, column) => setCursor({ line, column }),
    }),
    [session, runLine, format, toggleTab],
  );

  useCommands([
    command('runLine', 'Run the line or the selection', 'Mod+Enter', runLine),
    command('runScript', 'Run the script', 'Mod+Shift+Enter', events.runScript, 'page'),
    command('stop', 'Stop the script', undefined, () => session.stop()),
    command('format', 'Format the script', 'Shift+Alt+F', format),
    command('reply', 'Open or close the reply of the line', 'Alt+Enter', () => view.current?.toggleReply()),
    command('clear', 'Clear the results', undefined, () => session.results.clear()),
    command('tab', 'Tab in the editor indents, or moves the focus', 'Ctrl+M', toggleTab),
    command('focus', 'Go to the script', undefined, () => view.current?.focus()),
  ]);

  // The page's own shortcuts go before Monaco's, which would take some of them for chords.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    registry.handleKey(event.nativeEvent);
    if (event.nativeEvent.defaultPrevented) event.stopPropagation();
  };

  const tools = (
    <>
      <Button small icon="play" look="primary" data-tip-keys="Mod+Shift+Enter" onClick={events.runScript}>
        Run script
      </Button>
      <Button small data-tip="Runs the line or the selection" data-tip-keys="Mod+Enter" onClick={runLine}>
        Run line
      </Button>
      <Button small disabled={!status.running} onClick={() => session.stop()}>
        Stop
      </Button>
      <IconButton small icon="code" label="Format script" shortcut="Shift+Alt+F" onClick={format} />
      <IconButton
        small
        icon="trash"
        label="Clear results"
        disabled={results.length === 0}
        onClick={() => session.results.clear()}
      />
    </>
  );

  return (
    <Panel title="Script" tools={tools}>
      <div className={styles.body} onKeyDownCapture={onKeyDownCapture}>
        {View ? (
          <MonacoEditor {...{ session, events, View, tabMovesFocus, start }} ref={view} />
        ) : (
          <>
            <PlainEditor session={session} events={events} ref={view} />
            <ReplyList session={session} />
          </>
        )}
      </div>
      <StatusLine
        {...{ session, status, cursor, failed, tabMovesFocus, toggleTab }}
        monaco={View !== undefined}
      />
    </Panel>
  );
}

function command(
  id: string,
  title: string,
  shortcut: string | undefined,
  run: () => void,
  scope: 'page' | 'panel' = 'panel',
) {
  return { id: `script.${id}`, title, group: 'Script', scope, ...(shortcut && { shortcut }), run } as const;
}

/**
 * Monaco's module once it is there. Small touch screens keep the plain editor: Monaco is not made for them. `start` is
 * where the plain editor was when Monaco took its place.
 */
function useMonaco(view: { readonly current: ScriptView | null }) {
  const [View, setView] = useState<typeof MonacoView>();
  const [failed, setFailed] = useState(false);
  const [start, setStart] = useState<{ selection: Range; focused: boolean }>();
  const touch = useMediaQuery('(pointer: coarse) and (max-width: 719.98px)');
  useEffect(() => {
    if (touch) return;
    let wanted = true;
    import('./monaco/view.ts').then(
      (module) => {
        if (!wanted) return;
        const plain = view.current;
        // A text that came by itself leaves the plain field's cursor at its end, where nobody put it.
        const focused = plain?.hasFocus() ?? false;
        if (plain) setStart({ selection: focused ? plain.selection() : { start: 0, end: 0 }, focused });
        setView(() => module.MonacoView);
      },
      () => setFailed(wanted),
    );
    return () => {
      wanted = false;
    };
  }, [touch, view]);
  return { View: touch ? undefined : View, failed, start };
}
