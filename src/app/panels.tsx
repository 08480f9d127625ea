/** The panels, each loaded when it is first shown. */
import { lazy, type ReactNode, Suspense } from 'react';
import type { LabStatement } from '../protocol/durability.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Loading } from '../ui/Panel.tsx';
import styles from './App.module.css';
import { ScenarioCard } from './scenario/ScenarioCard.tsx';

const Editor = lazy(() => import('../editor/index.ts').then((m) => ({ default: m.EditorPanel })));
const Console = lazy(() => import('../features/console/index.ts').then((m) => ({ default: m.ConsolePanel })));
const Log = lazy(() => import('../features/log/index.ts').then((m) => ({ default: m.LogPanel })));
const Keyspace = lazy(() =>
  import('../features/keyspace/index.ts').then((m) => ({ default: m.KeyspacePanel })),
);
const Inspector = lazy(() =>
  import('../features/inspector/index.ts').then((m) => ({ default: m.InspectorPanel })),
);
const Durability = lazy(() =>
  import('../features/durability/index.ts').then((m) => ({ default: m.DurabilityPanel })),
);
const Programs = lazy(() => import('./Programs.tsx'));
const Lesson = lazy(() => import('./lessons/OpenLessonPanel.tsx'));
const Sql = lazy(() => import('../features/sql/index.ts').then((m) => ({ default: m.SqlPanel })));
const Ranking = lazy(() => import('../features/ranking/index.ts').then((m) => ({ default: m.RankingPanel })));

function Guarded({ name, children }: { name: string; children: ReactNode }) {
  return (
    <ErrorBoundary name={name}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** The script as the crash lab wants it. */
async function readScript(text: string): Promise<readonly LabStatement[]> {
  const { parseScript } = await import('../editor/index.ts');
  return parseScript(text).statements.flatMap((statement): LabStatement[] => {
    if (statement.kind === 'wait') return [{ kind: 'wait', ms: statement.ms }];
    // The lab runs the store alone: what stands beside it has no part in what a crash loses.
    if (statement.kind !== 'command') return [];
    const { lane, argv, valid } = statement;
    return valid ? [{ kind: 'command', lane, argv }] : [];
  });
}

export const editorPanel = (
  <div className={styles.stack}>
    <ScenarioCard />
    <Guarded name="The editor">
      <Editor />
    </Guarded>
  </div>
);
export const lessonPanel = (
  <Guarded name="The lesson">
    <Lesson />
  </Guarded>
);
export const consolePanel = (
  <Guarded name="The console">
    <Console />
  </Guarded>
);
export const logPanel = (
  <Guarded name="The log">
    <Log />
  </Guarded>
);
export const keyspacePanel = (
  <Guarded name="The keyspace">
    <Keyspace />
  </Guarded>
);
export const inspectorPanel = (
  <Guarded name="The inspector">
    <Inspector />
  </Guarded>
);
export const rankingPanel = (
  <Guarded name="The ranking">
    <Ranking />
  </Guarded>
);
export const programsPanel = (
  <Guarded name="The programs">
    <Programs />
  </Guarded>
);
export const sqlPanel = (
  <Guarded name="Postgres">
    <Sql />
  </Guarded>
);
export const durabilityPanel = (
  <Guarded name="Durability">
    <Durability readScript={readScript} />
  </Guarded>
);
