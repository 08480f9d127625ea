import { PHONE_VIEWS, type PhoneView, useLayout } from './layout.ts';
import { useOpenLesson } from './lessons/current.ts';

/** The views that a phone has now, and the one that is shown. The lesson's is there while one is open. */
export function usePhoneViews(): { readonly views: readonly PhoneView[]; readonly shown: PhoneView } {
  const [{ phone }] = useLayout();
  const lesson = useOpenLesson() !== undefined;
  const views: readonly PhoneView[] = lesson ? PHONE_VIEWS : PHONE_VIEWS.filter((view) => view !== 'lesson');
  return { views, shown: views.includes(phone) ? phone : 'script' };
}
