/**
 * The way to the lessons: the button in the header, the palette, addresses, files. It holds no lesson itself; the list, the
 * texts and all that opens one are fetched when they are wanted.
 */
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import type { Lesson } from '../../lessons/lesson.ts';
import { fetchLesson, readSource } from '../../share/source.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Fill } from '../../ui/slots.tsx';
import { useLayout } from '../layout.ts';
import { SourceDialog } from '../share/SourceDialog.tsx';
import type { LessonEntry } from './course.ts';
import { type LessonFile, openLesson, setOpenLesson, whileOpening } from './current.ts';
import { type Learn, LearnContext } from './learn.ts';
import type { StartOptions } from './start.ts';
import { useLessonAddress } from './useLessonAddress.ts';
import { useLessonView } from './useLessonView.ts';

const Course = lazy(() => import('./course/OpenCourse.tsx'));
const Preview = lazy(() => import('./preview/PreviewDialog.tsx'));

/** A larger file is no lesson (src/lessons/limits.ts). */
const MAX_FILE_BYTES = 256 * 1024;

interface Previewed extends LessonFile {
  readonly mode: 'read' | 'both';
}

export function LearnProvider({ children }: { children: ReactNode }) {
  const store = usePlaygroundStore();
  const { notify } = useActions();
  const ready = useOnceReady();
  const [, changeLayout] = useLayout();
  const [courseShown, showCourse] = useState(false);
  const [preview, setPreview] = useState<Previewed>();
  const [previewShown, showPreview] = useState(false);
  const [source, setSource] = useState<URL>();
  const picker = useRef<HTMLInputElement>(null);
  const turn = useRef(0);

  const tell = useCallback(
    (error: unknown) =>
      void notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) }),
    [notify],
  );

  const start = useCallback(
    (lesson: Lesson, options: StartOptions) =>
      whileOpening(async () => {
        const mine = ++turn.current;
        const { startLesson } = await import('./start.ts');
        if (mine !== turn.current) return;
        openLesson()?.end();
        setOpenLesson(undefined);
        const opened = await startLesson(store, lesson, options);
        if (mine !== turn.current) {
          opened.end();
          return;
        }
        setOpenLesson(opened);
        changeLayout({ left: 'lesson', phone: 'lesson' });
      }),
    [store, changeLayout],
  );

  const open = useCallback(
    (id: string, step: number | undefined) => {
      async function go() {
        const { findLesson } = await import('./course.ts');
        const entry = findLesson(id);
        if (!entry) {
          showCourse(true);
          throw new Error(`There is no lesson “${id.slice(0, 60)}”. These are all of them.`);
        }
        const before = openLesson();
        if (before && !before.file && before.get().lesson.id === id) {
          if (step !== undefined) before.actions.goTo(step - 1);
          changeLayout({ left: 'lesson', phone: 'lesson' });
          return;
        }
        await start(await readEntry(entry), { step, problems: [], file: undefined });
      }
      showCourse(false);
      return go().catch(tell);
    },
    [start, changeLayout, tell],
  );

  const openFile = useCallback(
    (file: File) => {
      if (file.size > MAX_FILE_BYTES) {
        tell(new Error('This file is larger than 256 KiB, which is more than a lesson may have.'));
        return;
      }
      file.text().then((text) => {
        setPreview({ name: file.name, text, from: undefined, mode: 'both' });
        showPreview(true);
        showCourse(false);
      }, tell);
    },
    [tell],
  );

  const learn = useMemo<Learn>(
    () => ({
      open: (id, step) => void open(id, step),
      course: () => showCourse(true),
      edit: () => {
        const file = openLesson()?.file;
        if (file) setPreview({ ...file, mode: 'both' });
        showPreview(true);
      },
    }),
    [open],
  );

  const cleanAddress = useLessonAddress(ready, {
    lesson: open,
    course: () => showCourse(true),
    source(address) {
      try {
        setSource(readSource(address, 'lesson'));
      } catch (error) {
        tell(error);
      }
    },
  });

  useEffect(() => {
    function onDrop(event: DragEvent) {
      const file = event.dataTransfer?.files[0];
      if (!file || !/\.(md|markdown)$/i.test(file.name)) return;
      event.preventDefault();
      openFile(file);
    }
    window.addEventListener('drop', onDrop);
    return () => window.removeEventListener('drop', onDrop);
  }, [openFile]);

  // A lesson belongs to the playground that it was opened in.
  const playground = usePlayground((state) => state.playground?.id);
  useEffect(() => {
    const lesson = openLesson();
    if (playground !== undefined && lesson && lesson.playground !== playground) {
      lesson.end();
      setOpenLesson(undefined);
    }
  }, [playground]);

  useLessonView();
  useLearnCommands(learn, () => picker.current?.click(), preview && (() => showPreview(true)));

  return (
    <LearnContext value={learn}>
      {children}
      <Fill slot="scenario">
        <Button look="quiet" icon="learn" onClick={learn.course}>
          <span className="wide-text">Learn</span>
        </Button>
      </Fill>
      <input
        ref={picker}
        type="file"
        accept=".md,.markdown,text/markdown"
        hidden
        aria-label="File of a lesson"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) openFile(file);
        }}
      />
      {source && (
        <SourceDialog
          url={source}
          kind="lesson"
          fetch={fetchLesson}
          onClose={() => setSource(undefined)}
          onLoad={(text) => {
            setSource(undefined);
            const name = source.pathname.split('/').at(-1) || 'lesson.md';
            setPreview({ name, text, from: source.host, mode: 'read' });
            showPreview(true);
          }}
        />
      )}
      <Suspense>
        {courseShown && (
          <Course
            onOpen={learn.open}
            onFile={openFile}
            onClose={() => {
              showCourse(false);
              cleanAddress();
            }}
          />
        )}
        {preview && previewShown && (
          <Preview
            {...preview}
            onEdit={(text) => setPreview({ ...preview, text })}
            onClose={() => showPreview(false)}
            onStart={(lesson, problems) => {
              showPreview(false);
              const { name, text, from } = preview;
              start(lesson, { step: 1, problems, file: { name, text, from } }).catch(tell);
            }}
          />
        )}
      </Suspense>
    </LearnContext>
  );
}

/** True from when a playground was open for the first time: changing to another one is no second start of the page. */
function useOnceReady(): boolean {
  const now = usePlayground((state) => state.status === 'ready');
  const [once, setOnce] = useState(now);
  useEffect(() => {
    if (now) setOnce(true);
  }, [now]);
  return once;
}

async function readEntry(entry: LessonEntry): Promise<Lesson> {
  const [text, { readLesson }] = await Promise.all([entry.load(), import('../../lessons/read.ts')]);
  const { lesson } = readLesson(text);
  if (!lesson) throw new Error(`“${entry.title}” cannot be read. That is an error of ours.`);
  return lesson;
}

/** The palette has every lesson; their list comes once the page is at rest. */
function useLearnCommands(learn: Learn, pick: () => void, goOn: (() => void) | undefined): void {
  const [lessons, setLessons] = useState<readonly LessonEntry[]>([]);
  const ready = useOnceReady();
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(
      () => void import('./course.ts').then(({ course }) => setLessons(course)).catch(() => undefined),
      1000,
    );
    return () => clearTimeout(timer);
  }, [ready]);
  const group = 'Lessons';
  useCommands([
    {
      id: 'lessons.course',
      title: 'Learn: all lessons',
      group,
      keywords: 'course chapter tutorial',
      run: learn.course,
    },
    {
      id: 'lessons.file',
      title: 'Open a lesson’s file',
      group,
      keywords: 'markdown author preview',
      run: pick,
    },
    ...(goOn
      ? [{ id: 'lessons.edit', title: 'Go on with the lesson’s file', group, keywords: 'edit', run: goOn }]
      : []),
    ...lessons.map(({ id, number, title, summary }) => ({
      id: `lesson.${id}`,
      title: `Lesson ${number}: ${title}`,
      group,
      keywords: summary,
      run: () => learn.open(id, undefined),
    })),
  ]);
}
