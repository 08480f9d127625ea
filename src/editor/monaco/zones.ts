/**
 * Replies opened in full below their statements. A view zone makes the room, and an overlay widget that follows it holds
 * the text: what stands in a view zone itself is hidden from screen readers.
 */
import type { editor } from 'monaco-editor/editor';
import { plural } from '../../ui/format.ts';
import { microseconds } from '../../ui/micros.ts';
import { fullText, typeLabel } from '../run/describe.ts';
import type { StatementResult } from '../run/results.ts';
import styles from './monaco.module.css';

const MAX_LINES_SHOWN = 14;
/** Longer replies are cut in the page; the text that Copy gives is whole. */
const MAX_LINES = 2000;
const HEADER = 26;

interface OpenZone {
  result: StatementResult;
  /** Of the view zone. */
  id: string;
  readonly box: HTMLElement;
  readonly widget: editor.IOverlayWidget;
}

let nextWidget = 1;

export class ReplyZones {
  private readonly editor: editor.ICodeEditor;
  private readonly open = new Map<number, OpenZone>();

  constructor(owner: editor.ICodeEditor) {
    this.editor = owner;
    owner.onDidLayoutChange(() => {
      for (const { box } of this.open.values()) this.place(box);
    });
  }

  /** Opens a result's reply, or closes it. `focus`: the keyboard goes there. */
  toggle(result: StatementResult, focus: boolean): void {
    const shown = this.open.get(result.id);
    if (shown) this.close(shown);
    else if (result.state === 'done' && (result.lane !== undefined || result.outcome)) {
      const added = this.add(result);
      if (focus) requestAnimationFrame(() => added.box.querySelector('pre')?.focus());
    }
  }

  /** Follows new results: a statement that ran again shows its new reply, one that is gone closes. */
  follow(
    find: (id: number) => StatementResult | undefined,
    at: (offset: number) => StatementResult | undefined,
  ): void {
    for (const shown of [...this.open.values()]) {
      const same = find(shown.result.id);
      if (same) {
        shown.result = same;
        continue;
      }
      const next = at(shown.result.range.end);
      if (!next) this.close(shown);
      else if (next.state === 'done') {
        this.close(shown);
        this.add(next);
      }
    }
  }

  private add(result: StatementResult): OpenZone {
    const text = replyText(result);
    const count = text.split('\n').length;
    const box = document.createElement('div');
    box.className = styles.zone ?? '';
    const lineNumber = this.editor.getModel()?.getPositionAt(result.range.end).lineNumber ?? 1;
    const height = HEADER + 12 + Math.min(MAX_LINES_SHOWN, count) * 18;
    const name = `keyglass.reply.${nextWidget++}`;
    const widget: editor.IOverlayWidget = {
      getId: () => name,
      getDomNode: () => box,
      getPosition: () => null,
    };
    const shown: OpenZone = { result, id: '', box, widget };
    this.fill(shown, text, lineNumber);
    box.style.height = `${height}px`;
    this.place(box);
    this.editor.addOverlayWidget(widget);
    this.editor.changeViewZones((accessor) => {
      shown.id = accessor.addZone({
        afterLineNumber: lineNumber,
        heightInPx: height,
        domNode: document.createElement('div'),
        onDomNodeTop: (top) => {
          box.style.top = `${top}px`;
        },
      });
    });
    this.open.set(result.id, shown);
    return shown;
  }

  /** As wide as what is visible, not as the longest line. */
  private place(box: HTMLElement): void {
    const { contentLeft, contentWidth, verticalScrollbarWidth } = this.editor.getLayoutInfo();
    box.style.left = `${contentLeft}px`;
    box.style.width = `${contentWidth - verticalScrollbarWidth}px`;
  }

  private close(shown: OpenZone): void {
    const focused = shown.box.contains(document.activeElement);
    this.editor.changeViewZones((accessor) => accessor.removeZone(shown.id));
    this.editor.removeOverlayWidget(shown.widget);
    for (const [id, other] of this.open) if (other === shown) this.open.delete(id);
    if (focused) this.editor.focus();
  }

  private fill(shown: OpenZone, text: string, lineNumber: number): void {
    const { result, box } = shown;
    const section = document.createElement('section');
    section.className = styles.reply ?? '';
    section.setAttribute('aria-label', `Reply of line ${lineNumber}`);
    const header = document.createElement('header');
    const about = document.createElement('span');
    about.textContent = aboutResult(result);
    const copy = button('Copy', () => {
      void navigator.clipboard?.writeText(text).then(() => {
        copy.textContent = 'Copied';
      });
    });
    header.append(
      about,
      copy,
      button('Close', () => this.close(shown)),
    );
    const body = document.createElement('pre');
    body.tabIndex = 0;
    body.setAttribute('role', 'group');
    body.setAttribute('aria-label', 'Reply');
    const lines = text.split('\n');
    const more = lines.length - MAX_LINES;
    body.textContent =
      more > 0 ? `${lines.slice(0, MAX_LINES).join('\n')}\n… ${plural(more, 'more line')}` : text;
    section.append(header, body);
    box.replaceChildren(section);
    // Monaco listens on everything inside it; what happens in here is not for it.
    for (const type of [
      'mousedown',
      'pointerdown',
      'wheel',
      'keydown',
      'keypress',
      'copy',
      'contextmenu',
    ] as const) {
      section.addEventListener(type, (event) => {
        if (event instanceof KeyboardEvent && event.key === 'Escape') {
          event.preventDefault();
          this.close(shown);
        }
        event.stopPropagation();
      });
    }
  }
}

function replyText(result: StatementResult): string {
  const reply = fullText(result) || '(no reply)';
  const { expected } = result;
  if (!expected || expected.met) return reply;
  return `${reply}\n\nExpected:\n${expected.lines.join('\n')}`;
}

function aboutResult({ reply, outcome, micros, lane, run, resp }: StatementResult): string {
  const waited = outcome ? '' : 'had to wait';
  const time = micros < 0 ? waited : microseconds(micros);
  const parts = [outcome ? outcome.summary : typeLabel(reply, resp), lane ?? '', time, `run ${run}`];
  if (resp === 3) parts.push('RESP3');
  return parts.filter(Boolean).join(' · ');
}

function button(label: string, run: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', run);
  return element;
}
