import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Fill } from '../../ui/slots.tsx';

const ShareDialog = lazy(() => import('./ShareDialog.tsx'));

/** The button in the header that makes a link or a file. */
export function ShareButton() {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'app.share',
      title: 'Share: make a link or a file',
      group: 'Page',
      keywords: 'link url file export',
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Fill slot="share">
        <Button icon="share" onClick={() => setOpen(true)}>
          <span className="wide-text">Share</span>
        </Button>
      </Fill>
      <Suspense>{open && <ShareDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
