import { PHONE_VIEWS, type PhoneView, useLayout } from './layout.ts';
import { useOpenLesson } from './lessons/current.ts';
import { useHasSql } from './sql.ts';

/** The views that a phone has now, and the one that is shown. The lesson's and the database's are there while there is one. */
export function usePhoneViews(): { readonly views: readonly PhoneView[]; readonly shown: PhoneView } {
  const [{ phone }] = useLayout();
  const lesson = useOpenLesson() !== undefined;
  const sql = useHasSql() || phone === 'sql';
  const there: Partial<Record<PhoneView, boolean>> = { lesson, sql };
  const views = PHONE_VIEWS.filter((view) => there[view] ?? true);
  return { views, shown: views.includes(phone) ? phone : 'script' };
}
