/** Sets and takes away the time to live of one field of a hash. */
import { lazy, Suspense, useState } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import type { Edit } from '../../client/edits.ts';
import { labelText } from '../../resp/quote.ts';
import { IconButton } from '../../ui/Button.tsx';

const DurationPrompt = lazy(() => import('../../ui/DurationPrompt.tsx'));

export interface FieldTtlProps {
  readonly name: string;
  readonly field: string;
  /** -1 without a TTL of its own. */
  readonly expireAt: number;
  readonly edit: Edit;
}

export function FieldTtl({ name, field, expireAt, edit }: FieldTtlProps) {
  const [asking, setAsking] = useState(false);
  const now = useEngineNow();
  const text = labelText(field, '(empty)');
  const run = (command: string, ...words: string[]) =>
    edit([command, name, ...words, 'FIELDS', '1', field]).then(() => undefined);
  return (
    <>
      <IconButton small icon="timer" label={`TTL of field ${text}`} onClick={() => setAsking(true)} />
      {asking && (
        <Suspense>
          <DurationPrompt
            title={`Time to live of field ${text}`}
            left={expireAt >= 0 ? expireAt - now() : undefined}
            onSet={(ms) => (ms % 1000 === 0 ? run('HEXPIRE', `${ms / 1000}`) : run('HPEXPIRE', `${ms}`))}
            onClear={() => void run('HPERSIST')}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
