/** Asks how long something lives. */
import { Button } from './Button.tsx';
import { durationText, parseDuration } from './duration.ts';
import Prompt from './Prompt.tsx';

export interface DurationPromptProps {
  readonly title: string;
  /** What is left now, in ms; undefined where it lives for ever. */
  readonly left: number | undefined;
  onSet(ms: number): Promise<void> | void;
  /** Lets it live for ever. */
  onClear(): void;
  onClose(): void;
}

export default function DurationPrompt({ title, left, onSet, onClear, onClose }: DurationPromptProps) {
  return (
    <Prompt
      title={title}
      label="Expires in"
      action="Set"
      initial={left === undefined ? '1m' : durationText(Math.max(1, Math.ceil(left / 1000)) * 1000)}
      hint="Such as 30s, 5m, 1h 30m, 2d. A bare number counts seconds."
      check={(value) => (parseDuration(value) ? undefined : 'This is not a duration.')}
      extra={
        <Button
          onClick={() => {
            onClose();
            onClear();
          }}
        >
          Remove TTL
        </Button>
      }
      onClose={onClose}
      onSubmit={(value) => onSet(parseDuration(value) ?? 0)}
    />
  );
}
