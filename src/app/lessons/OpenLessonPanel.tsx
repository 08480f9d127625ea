/** The panel of whatever lesson is open. */
import { useActions } from '../../client/provider.tsx';
import { useCommandRegistry } from '../../ui/commands.tsx';
import { useMediaQuery } from '../../ui/media.ts';
import { Empty } from '../../ui/Panel.tsx';
import { copyText } from '../share/copy.ts';
import { withPlace } from './address.ts';
import { courseGlossary, findLesson, lessonsAround } from './course.ts';
import { type OpenedLesson, useLessonState, useOpenLesson } from './current.ts';
import { useLearn } from './learn.ts';
import { LessonPanel } from './panel/LessonPanel.tsx';

export default function OpenLessonPanel() {
  const lesson = useOpenLesson();
  return lesson ? <Shown lesson={lesson} /> : <Empty icon="book" title="No lesson is open" />;
}

function Shown({ lesson }: { lesson: OpenedLesson }) {
  const state = useLessonState(lesson);
  const registry = useCommandRegistry();
  const { notify } = useActions();
  const learn = useLearn();
  const roomy = useMediaQuery('(min-width: 1200px)');
  const { id } = state.lesson;
  const entry = lesson.file ? undefined : findLesson(id);
  const around = entry && lessonsAround(id);

  async function copyLink() {
    const address = withPlace(location.href.replace(/#.*/, ''), { lesson: id, step: state.step + 1 });
    const copied = await copyText(address);
    notify(
      copied
        ? { kind: 'info', text: 'The link to this step is in the clipboard.' }
        : { kind: 'warning', text: `The browser did not let the link be copied. It is ${address}` },
    );
  }

  return (
    <LessonPanel
      state={state}
      actions={lesson.actions}
      glossary={courseGlossary}
      number={entry?.number}
      previous={around?.previous}
      next={around?.next}
      onOpen={learn.open}
      onCourse={learn.course}
      onCopyLink={entry && (() => void copyLink())}
      onPrint={entry && (() => window.open(`./lessons/${id}.html`, '_blank', 'noopener'))}
      onEdit={lesson.file && learn.edit}
      onFold={roomy ? () => registry.run('panels.foldLesson') : undefined}
    />
  );
}
