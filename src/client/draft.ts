/**
 * Keeps the draft and the page's settings: soon after each change, and at once when the page is left. A page that goes takes
 * its worker with it, so what the worker may not come to write is left in localStorage too, which is written before the call
 * returns; the next page hands it to its worker.
 */
import type { UnsavedDraft } from '../protocol/methods.ts';

const DELAY_MS = 400;
const NAME = 'keyglass:unsaved';

export interface DraftSource {
  /** What is in the page now; undefined where nothing of it may be kept. */
  draft(): UnsavedDraft | undefined;
  /** Has it written to the playground. Rejects where that fails. */
  save(draft: UnsavedDraft): Promise<void>;
}

export class DraftKeeper {
  private readonly source: DraftSource;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts changes; `savedChange` is the newest that is known to be written. */
  private change = 0;
  private savedChange = 0;

  constructor(source: DraftSource) {
    this.source = source;
  }

  /** Something has changed: keeps it soon. */
  changed(): void {
    this.change++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), DELAY_MS);
  }

  /** Keeps it now. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const { change } = this;
    const draft = this.source.draft();
    if (!draft) return;
    try {
      await this.source.save(draft);
    } catch {
      return;
    }
    this.savedChange = Math.max(this.savedChange, change);
    // What is newer than this stays on its slip.
    if (this.savedChange === this.change) takeSlip(draft.id);
  }

  /** The page may go now. */
  leave(): void {
    if (this.savedChange === this.change) return;
    const draft = this.source.draft();
    if (draft) writeSlip(draft);
    void this.flush();
  }
}

/** Calls `leave` whenever the page is hidden, which is the last that a closing page hears for sure. Returns how to stop. */
export function whenLeaving(leave: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const hidden = () => {
    if (document.visibilityState === 'hidden') leave();
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', leave);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', leave);
  };
}

/** What an earlier page left; undefined where it left nothing, or nothing that makes sense. */
export function readSlip(): UnsavedDraft | undefined {
  try {
    const slip: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    return isUnsaved(slip) ? slip : undefined;
  } catch {
    return undefined;
  }
}

/** Throws the slip away if it is that of the playground `id`. */
export function takeSlip(id: string): void {
  try {
    if (readSlip()?.id === id) localStorage.removeItem(NAME);
  } catch {
    // Storage that is refused has no slip.
  }
}

function writeSlip(draft: UnsavedDraft): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(draft));
  } catch {
    // Refused or full: the worker may still come to it.
  }
}

function isUnsaved(value: unknown): value is UnsavedDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { id, script, settings, at } = value as Partial<Record<keyof UnsavedDraft, unknown>>;
  return (
    typeof id === 'string' &&
    typeof script === 'string' &&
    typeof settings === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at)
  );
}
