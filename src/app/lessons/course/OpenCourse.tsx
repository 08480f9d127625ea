/** The list of lessons with what this browser knows of the person's progress. */
import { course } from '../course.ts';
import { openLesson } from '../current.ts';
import { keepProgress, readProgress, useProgress } from '../progress.ts';
import CourseDialog from './CourseDialog.tsx';

export default function OpenCourse({
  onOpen,
  onFile,
  onClose,
}: {
  onOpen(lesson: string, step: number | undefined): void;
  onFile(file: File): void;
  onClose(): void;
}) {
  const progress = useProgress();
  return (
    <CourseDialog
      course={course}
      standing={(lesson) => progress.get(lesson)}
      onOpen={onOpen}
      onFile={onFile}
      onReset={() => {
        for (const lesson of readProgress().keys()) keepProgress(lesson, undefined);
        openLesson()?.actions.resetLesson();
      }}
      onClose={onClose}
    />
  );
}
