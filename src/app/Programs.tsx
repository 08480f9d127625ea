/** The programs' panel, with the editor that its errors lead to. */
import { usePlaygroundStore } from '../client/provider.tsx';
import { sessionOf } from '../editor/script.ts';
import { ProgramsPanel } from '../features/programs/index.ts';
import { usePhone } from '../ui/media.ts';
import { useLayout } from './layout.ts';

export default function Programs() {
  const store = usePlaygroundStore();
  const phone = usePhone();
  const [, change] = useLayout();
  return (
    <ProgramsPanel
      onShow={(range) => {
        if (phone) change({ phone: 'script' });
        sessionOf(store).show(range);
      }}
    />
  );
}
