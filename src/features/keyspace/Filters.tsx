/** Which keys are shown: by a pattern and by type. */
import type { CSSProperties, Ref } from 'react';
import type { ValueType } from '../../protocol/views.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Input } from '../../ui/Field.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './KeyspacePanel.module.css';
import { TYPE_TONES, TYPES } from './types.ts';

export interface FiltersProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly text: string;
  onText(text: string): void;
  readonly types: readonly ValueType[];
  onTypes(types: readonly ValueType[]): void;
}

export function Filters({ inputRef, text, onText, types, onTypes }: FiltersProps) {
  return (
    <search className={styles.filters}>
      <div className={styles.field}>
        <Icon name="search" size={14} />
        <Input
          ref={inputRef}
          mono
          aria-label="Filter keys"
          placeholder="Filter: text or pattern*"
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || text === '') return;
            event.stopPropagation();
            onText('');
          }}
        />
        {text !== '' && (
          <IconButton
            small
            icon="close"
            label="Clear the filter"
            className={styles.clear}
            onClick={() => onText('')}
          />
        )}
      </div>
      <fieldset className={styles.types} aria-label="Types">
        {TYPES.map((type) => {
          const on = types.includes(type);
          const tone: CSSProperties & { '--tone': string } = { '--tone': `var(--hue-${TYPE_TONES[type]})` };
          return (
            <button
              key={type}
              type="button"
              className={styles.chip}
              style={tone}
              aria-pressed={on}
              onClick={() => onTypes(on ? types.filter((each) => each !== type) : [...types, type])}
            >
              {type}
            </button>
          );
        })}
      </fieldset>
    </search>
  );
}
