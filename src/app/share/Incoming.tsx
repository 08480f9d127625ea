/**
 * What came with the address: `#v1.…` carries a scenario, `?scenario=…` names one of ours, `?src=…` says where one can be
 * fetched. It is shown and asked about; a broken one gets a message, and the page works on. The address is cleaned once it was read, so that a reload does not
 * ask again. A scenario file dropped on the page goes the same way.
 */
import { useEffect, useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import type { PlaygroundState } from '../../client/state.ts';
import { findScenario, scenarios } from '../../scenarios/index.ts';
import { decodeFile, decodeLink } from '../../share/link.ts';
import type { SharedScenario } from '../../share/scenario.ts';
import { fetchSource, readSource } from '../../share/source.ts';
import { readPreference, writePreference } from '../../ui/preferences.ts';
import { readAddress } from '../lessons/address.ts';
import { asShared, useOpenScenario } from '../scenario/current.ts';
import { OpenScenarioDialog } from '../scenario/OpenScenarioDialog.tsx';
import { SourceDialog } from './SourceDialog.tsx';

/** A larger file is no scenario. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

interface Arrived {
  readonly scenario: SharedScenario;
  readonly question: string;
}

export function Incoming() {
  const ready = usePlayground((state) => state.status === 'ready');
  const actions = useActions();
  const store = usePlaygroundStore();
  const open = useOpenScenario();
  const draft = usePlayground((state) => state.draft);
  const [arrived, setArrived] = useState<Arrived>();
  const [source, setSource] = useState<URL>();

  useEffect(() => {
    if (!ready) return;
    const tell = (error: unknown) =>
      actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });

    function look() {
      const { hash, searchParams } = new URL(location.href);
      if (/^#v\d/.test(hash)) {
        clean();
        decodeLink(hash).then(
          (scenario) => setArrived({ scenario, question: 'This scenario came with a link.' }),
          tell,
        );
        return;
      }
      const address = searchParams.get('src');
      if (address !== null) {
        clean();
        try {
          setSource(readSource(address));
        } catch (error) {
          tell(error);
        }
        return;
      }
      const id = searchParams.get('scenario');
      if (id === null) {
        // A lesson brings its own script.
        if (readAddress(location.search)) return;
        if (isFirstVisit(store.getState()) && scenarios[0]) void open(asShared(scenarios[0]), 'here');
        return;
      }
      clean();
      const scenario = findScenario(id);
      if (scenario) setArrived({ scenario: asShared(scenario), question: 'The link names this scenario.' });
      else tell(new Error(`There is no scenario “${id.slice(0, 60)}”. The menu Scenarios has all of them.`));
    }

    function onDrop(event: DragEvent) {
      const file = event.dataTransfer?.files[0];
      if (!file?.name.endsWith('.json')) return;
      event.preventDefault();
      if (file.size > MAX_FILE_BYTES) {
        tell(new Error('This file is larger than 8 MiB, which is more than Keyglass opens.'));
        return;
      }
      file
        .arrayBuffer()
        .then((buffer) => decodeFile(new Uint8Array(buffer)))
        .then(
          (scenario) => setArrived({ scenario, question: `This scenario is in the file ${file.name}.` }),
          tell,
        );
    }

    const onDragOver = (event: DragEvent) => event.preventDefault();
    look();
    window.addEventListener('hashchange', look);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('hashchange', look);
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [ready, actions, store, open]);

  // With nothing in the editor there is nothing to lose, and opening runs nothing: no question is needed.
  const harmless =
    arrived !== undefined &&
    draft.trim() === '' &&
    arrived.scenario.keyspace === undefined &&
    arrived.scenario.clock === undefined;
  useEffect(() => {
    if (!harmless || !arrived) return;
    setArrived(undefined);
    void open(arrived.scenario, 'here');
  }, [harmless, arrived, open]);

  if (source) {
    return (
      <SourceDialog
        url={source}
        kind="scenario"
        fetch={fetchSource}
        onClose={() => setSource(undefined)}
        onLoad={(scenario) => {
          setSource(undefined);
          setArrived({ scenario, question: `This scenario was loaded from ${source.host}.` });
        }}
      />
    );
  }
  if (!arrived || harmless) return null;
  return (
    <OpenScenarioDialog
      scenario={arrived.scenario}
      question={arrived.question}
      onClose={() => setArrived(undefined)}
    />
  );
}

/** True once a browser: the page then starts with the first scenario in the editor. */
function isFirstVisit({ draft, recovery }: PlaygroundState): boolean {
  if (readPreference('visited') !== undefined) return false;
  writePreference('visited', '1');
  return draft === '' && recovery?.keys === 0;
}

function clean(): void {
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.delete('scenario');
  url.searchParams.delete('src');
  history.replaceState(history.state, '', url.href.replace(/#$/, ''));
}
