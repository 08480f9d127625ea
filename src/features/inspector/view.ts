/** What every view of a value gets. */
import type { Edit } from '../../client/edits.ts';
import type { KeyDetail, ValuePage } from '../../protocol/views.ts';

export interface ViewProps<P extends ValuePage = ValuePage> {
  readonly name: string;
  readonly detail: KeyDetail;
  readonly page?: P;
  readonly edit: Edit;
  /** Asks for another part of the value. */
  onWindow(offset: number, limit: number): void;
}

export type PageProps<T extends ValuePage['type']> = Omit<ViewProps, 'page'> & {
  readonly page: Extract<ValuePage, { type: T }>;
};
