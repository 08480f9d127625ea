/** The frame of the page: header, banners, panels, status bar, and what stands above them. */
import { Banners } from '../features/status/Banners.tsx';
import { Notices } from '../features/status/Notices.tsx';
import { StatusBar } from '../features/status/StatusBar.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { usePhone } from '../ui/media.ts';
import { Tips } from '../ui/Tips.tsx';
import { useApplyTheme } from '../ui/theme.ts';
import styles from './App.module.css';
import { Header } from './Header.tsx';
import { LearnProvider } from './lessons/Learn.tsx';
import { Overlays } from './Overlays.tsx';
import { UpdateNotice } from './offline/UpdateNotice.tsx';
import { PhoneTabs } from './PhoneTabs.tsx';
import { usePhoneViews } from './phone.ts';
import { ScenarioPicker } from './scenario/ScenarioPicker.tsx';
import { Incoming } from './share/Incoming.tsx';
import { ShareButton } from './share/ShareButton.tsx';
import { useFollowMain } from './useFollowMain.ts';
import { Workspace } from './Workspace.tsx';

export function App() {
  useApplyTheme();
  useFollowMain();
  const phone = usePhone();
  const { shown } = usePhoneViews();
  return (
    <LearnProvider>
      <div className={styles.app} data-view={phone ? shown : undefined}>
        <Header />
        <Banners />
        <UpdateNotice />
        <main className={styles.main}>
          <ErrorBoundary name="The page">
            <Workspace />
          </ErrorBoundary>
        </main>
        {phone ? <PhoneTabs /> : <StatusBar />}
        <Notices />
        <Overlays />
        <ScenarioPicker />
        <ShareButton />
        <Incoming />
        <Tips />
      </div>
    </LearnProvider>
  );
}
