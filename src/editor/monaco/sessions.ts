/** Which playground a text model belongs to: Monaco's providers serve all editors of a page. */
import type { editor } from 'monaco-editor/editor';
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../session.ts';

export interface Owner {
  readonly session: EditorSession;
  readonly store: StoreApi<PlaygroundStore>;
}

const owners = new WeakMap<editor.ITextModel, Owner>();

export function setOwner(model: editor.ITextModel, owner: Owner): void {
  owners.set(model, owner);
}

export function ownerOf(model: editor.ITextModel): Owner | undefined {
  return owners.get(model);
}
