/** What links, buttons and the panel of a lesson ask for, wherever they stand on the page. */
import { createContext, useContext } from 'react';

export interface Learn {
  /** Opens a lesson of ours. `step` from 1; undefined: where the person left it. */
  open(lesson: string, step: number | undefined): void;
  /** Shows the list of all lessons. */
  course(): void;
  /** Back to the file of the open lesson. */
  edit(): void;
}

const nothing = () => undefined;
export const LearnContext = createContext<Learn>({ open: nothing, course: nothing, edit: nothing });
export const useLearn = (): Learn => useContext(LearnContext);
