import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Fill } from '../../ui/slots.tsx';

const ShareDialog = lazy(() => import('./ShareDialog.tsx'));
const EmbedDialog = lazy(() => import('./EmbedDialog.tsx'));

/** The button in the header that makes a link or a file; from there and from the palette, lines for a course page. */
export function ShareButton() {
  const [open, setOpen] = useState<'share' | 'embed'>();
  const close = () => setOpen(undefined);
  useCommands([
    {
      id: 'app.share',
      title: 'Share: make a link or a file',
      group: 'Page',
      keywords: 'link url file export',
      run: () => setOpen('share'),
    },
    {
      id: 'app.embed',
      title: 'Embed this script in a page',
      group: 'Page',
      keywords: 'iframe course html element markdown share',
      run: () => setOpen('embed'),
    },
  ]);
  return (
    <>
      <Fill slot="share">
        <Button icon="share" onClick={() => setOpen('share')}>
          <span className="wide-text">Share</span>
        </Button>
      </Fill>
      <Suspense>
        {open === 'share' && <ShareDialog onClose={close} onEmbed={() => setOpen('embed')} />}
        {open === 'embed' && <EmbedDialog onClose={close} />}
      </Suspense>
    </>
  );
}
