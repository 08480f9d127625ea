/** Several who ask one worker, each counting its requests and views by itself: the ids that the worker sees. */
import type { FromWorker } from '../../protocol/messages.ts';

/** One side that asks: the owner's own store, or a frame at the other end of a port. */
export interface Asker {
  readonly owner: boolean;
  tell(message: FromWorker): void;
}

/** Who asked, and under which id. */
export interface Asked {
  readonly asker: Asker;
  readonly id: number;
}

export class Ids {
  private readonly requests = new Map<number, Asked>();
  /** By asker and its own id, the id at the worker. */
  private readonly views = new Map<Asker, Map<number, number>>();
  private next = 1;

  /** A new id for a request. */
  ask(asker: Asker, id: number): number {
    const own = this.next++;
    this.requests.set(own, { asker, id });
    return own;
  }

  /** Whose request was answered; each is answered once. */
  answered(own: number): Asked | undefined {
    const asked = this.requests.get(own);
    this.requests.delete(own);
    return asked;
  }

  /** The id of a view; the same for as long as the view is open. */
  viewOf(asker: Asker, view: number): number {
    const all = this.views.get(asker) ?? new Map<number, number>();
    this.views.set(asker, all);
    const own = all.get(view) ?? this.next++;
    all.set(view, own);
    return own;
  }

  closeView(asker: Asker, view: number): number {
    const own = this.viewOf(asker, view);
    this.views.get(asker)?.delete(view);
    return own;
  }

  /** Whose view it is. */
  ownerOf(own: number): Asked | undefined {
    for (const [asker, all] of this.views) {
      for (const [id, each] of all) if (each === own) return { asker, id };
    }
    return undefined;
  }

  /** Forgets an asker's views; returns their ids at the worker. */
  forgetViews(asker: Asker): number[] {
    const open = [...(this.views.get(asker)?.values() ?? [])];
    this.views.delete(asker);
    return open;
  }

  /** The worker is gone; nobody will answer. */
  forgetRequests(): void {
    this.requests.clear();
  }
}
