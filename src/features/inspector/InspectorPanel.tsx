/** The key under inspection: what it is, and what is in it, live. */
import {
  type ComponentProps,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useEdit } from '../../client/edits.ts';
import { usePlayground, useView } from '../../client/provider.tsx';
import type { KeyDetail } from '../../protocol/views.ts';
import { labelText } from '../../resp/quote.ts';
import { Empty, Loading } from '../../ui/Panel.tsx';
import { useHeir } from './focus.ts';
import { HashView } from './HashView.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { ListView } from './ListView.tsx';
import { SetView } from './SetView.tsx';
import { StringView } from './StringView.tsx';
import { Typing } from './typing.tsx';
import type { ViewProps } from './view.ts';
import { ZsetView } from './ZsetView.tsx';

const StreamView = lazy(() => import('./StreamView.tsx'));

export function InspectorPanel() {
  const key = usePlayground((state) => state.selected);
  const db = usePlayground((state) => state.db);
  const lost = useRef(false);
  if (key === undefined) {
    return (
      <Nothing lost={lost} icon="eye" title="No key chosen">
        <p>Choose a key in the keyspace to see and edit what is in it.</p>
      </Nothing>
    );
  }
  return <Inspected key={`${db}/${key}`} db={db} name={key} lost={lost} />;
}

/** Whether the focus went away with a part of the panel, for the part that takes its place. */
interface Heir {
  readonly lost: RefObject<boolean>;
}

function Nothing({ lost, ...rest }: Heir & ComponentProps<typeof Empty>) {
  return (
    <div ref={useHeir<HTMLDivElement>(lost)} className={styles.nothing} tabIndex={-1}>
      <Empty {...rest} />
    </div>
  );
}

function Article({ lost, ...rest }: Heir & ComponentProps<'article'>) {
  return <article ref={useHeir<HTMLElement>(lost)} className={styles.inspector} {...rest} />;
}

/** Enough for the first look at a string and for a screen of elements. */
const FIRST_ELEMENTS = 100;
const FIRST_BYTES = 16 * 1024;

function Inspected({ db, name, lost }: Heir & { db: number; name: string }) {
  const edit = useEdit();
  const [span, setSpan] = useState({ offset: 0, limit: FIRST_ELEMENTS });
  const projection = useView({ kind: 'key', db, key: name, ...span });
  const current = projection?.value;
  const [typing, setTyping] = useState(0);
  const onTyping = useCallback((change: 1 | -1) => setTyping((count) => count + change), []);
  // Whoever types goes on with what was there, though the key is gone or another by now.
  const [before, setBefore] = useState<KeyDetail>();
  const held = typing > 0 && before !== undefined && current?.type !== before.type ? before : undefined;
  if (typing > 0 && !held && before !== current) setBefore(current);
  const detail = held ?? current;
  const type = detail?.type;

  // Strings are counted in bytes, so their first page is another one.
  useEffect(() => {
    setSpan({ offset: 0, limit: type === 'string' ? FIRST_BYTES : FIRST_ELEMENTS });
  }, [type]);
  const onWindow = useCallback(
    (offset: number, limit: number) =>
      setSpan((before) => (before.offset === offset && before.limit === limit ? before : { offset, limit })),
    [],
  );

  if (!projection) return <Loading />;
  if (!detail) {
    return (
      <Nothing lost={lost} icon="key" title={labelText(name, '(empty name)')}>
        <p>This key does not exist, or not any more. If it comes back, it shows here.</p>
      </Nothing>
    );
  }
  return (
    <Article lost={lost} aria-label={`Key ${labelText(name, '(empty name)')}`}>
      <Head name={name} detail={detail} edit={edit} />
      {held && (
        <p className={styles.changed} role="status">
          {current ? `This key holds a ${current.type} now.` : 'This key is gone.'} What you type stays until
          you save it or cancel.
        </p>
      )}
      <Typing value={onTyping}>
        <Body key={detail.type} name={name} detail={detail} edit={edit} onWindow={onWindow} />
      </Typing>
    </Article>
  );
}

function Body(props: ViewProps<KeyDetail['page']>) {
  const { detail } = props;
  const { page } = detail;
  switch (page.type) {
    case 'string':
      return <StringView {...props} page={page} />;
    case 'hash':
      return <HashView {...props} page={page} />;
    case 'list':
      return <ListView {...props} page={page} />;
    case 'set':
      return <SetView {...props} page={page} />;
    case 'zset':
      return <ZsetView {...props} page={page} />;
    case 'stream':
      return (
        <Suspense fallback={<Loading />}>
          <StreamView {...props} page={page} />
        </Suspense>
      );
  }
}
