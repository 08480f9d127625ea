/** A lesson runs in a playground of its own, so that it touches no key of the person's. */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { Lesson } from '../../lessons/lesson.ts';

/** The name of a lesson's playground; that of a file is another one than that of a lesson of ours. */
export const lessonPlaygroundName = ({ title }: Pick<Lesson, 'title'>, file: boolean): string =>
  `${file ? 'Preview' : 'Lesson'}: ${title}`.slice(0, 80);

/**
 * Opens the playground of a lesson in place of the one that is open, and makes it where there is none. Where nothing can
 * be kept there is only one playground, and that stays. Rejects where the playground cannot be opened.
 */
export async function openLessonPlayground(
  store: StoreApi<PlaygroundStore>,
  lesson: Pick<Lesson, 'title'>,
  file: boolean,
): Promise<void> {
  const { actions, playground, playgrounds, keeping } = store.getState();
  const name = lessonPlaygroundName(lesson, file);
  if (keeping.mode === 'memory' || playground?.name === name) return;
  const found = playgrounds.find((each) => each.name === name);
  await (found ? actions.switchTo(found.id) : actions.createPlayground(name));
  const { status, failure } = store.getState();
  if (status === 'failed') throw new Error(failure ?? 'The playground could not be opened.');
}
