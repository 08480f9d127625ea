/** The replies below the script, each with its line and its command, as a session with redis-cli reads. */
import { describeResult, type StatementResult } from '../../editor/script.ts';
import type { ReplyInfo } from '../../embed/protocol.ts';
import { resultText } from './cut.ts';
import { node } from './dom.ts';
import type { EmbedPlayground } from './playground.ts';

/** More lines than this are shown when they are asked for. */
const FEW_LINES = 12;
/** A list holds no more than a person scrolls through. */
const MAX_SHOWN = 200;
const MAX_ASIDES = 20;

/** What gives an answer: not a `@wait`. */
const isShown = ({ lane, outcome, state }: StatementResult) =>
  lane !== undefined || outcome !== undefined || state === 'running';

export class Replies {
  readonly element = node('ol', 'kg-replies');
  private readonly playground: EmbedPlayground;
  private readonly drawn = new Map<
    number,
    { readonly result: StatementResult; readonly item: HTMLElement }
  >();
  private asides: HTMLElement[] = [];

  constructor(playground: EmbedPlayground) {
    this.playground = playground;
    this.element.ariaLabel = 'Replies';
    this.element.hidden = true;
    playground.session.results.subscribe(() => this.draw());
    playground.listeners.add({
      aside: (info) => this.aside(info),
      // Out of sight there are no frames, and results are announced once a frame.
      settled: () => this.draw(),
      reset: () => {
        this.asides = [];
        this.draw();
      },
    });
  }

  private draw(): void {
    const results = this.playground.session.results.list().filter(isShown);
    const shown = results.slice(-MAX_SHOWN);
    const ids = new Set(shown.map(({ id }) => id));
    for (const id of [...this.drawn.keys()]) if (!ids.has(id)) this.drawn.delete(id);
    const items = shown.map((result) => {
      const before = this.drawn.get(result.id);
      if (before?.result === result) return before.item;
      const item = this.item(result);
      this.drawn.set(result.id, { result, item });
      return item;
    });
    const all = [...items, ...this.asides];
    this.element.hidden = all.length === 0;
    this.element.replaceChildren(...all);
  }

  private item(result: StatementResult): HTMLElement {
    const { tone, sign, text, time } = describeResult(result, 200);
    const done = result.state === 'done';
    const full = done ? resultText(result).text : text;
    const unmet = result.expected && !result.expected.met;
    const item = entry(String(this.playground.lineOf(result)), result.source, done ? time : '');
    if (result.stale) item.classList.add('kg-stale');
    item.append(replyLines(`${sign === '→' || sign === '∅' ? '' : `${sign} `}${full || 'no reply'}`, tone));
    if (unmet) item.append(node('p', 'kg-unmet', `expected ${result.expected?.lines.join('\n') ?? ''}`));
    return item;
  }

  private aside({ command, reply, error }: ReplyInfo): void {
    const item = entry('', command, '');
    item.append(replyLines(reply, error ? 'bad' : 'good'));
    this.asides = [...this.asides, item].slice(-MAX_ASIDES);
    this.draw();
  }
}

function entry(line: string, command: string, time: string): HTMLElement {
  const item = node('li', 'kg-reply');
  const head = node('div', 'kg-asked');
  const number = node('span', 'kg-line', line);
  if (line !== '') number.title = `Line ${line}`;
  head.append(number, node('code', '', command), node('span', 'kg-time', time));
  item.append(head);
  return item;
}

function replyLines(text: string, tone: string): HTMLElement {
  const lines = text.split('\n');
  const pre = node('pre', `kg-answer kg-${tone}`);
  if (lines.length <= FEW_LINES + 2) {
    pre.textContent = text;
    return pre;
  }
  pre.textContent = lines.slice(0, FEW_LINES).join('\n');
  const box = node('div');
  const more = node('button', 'kg-more', `Show ${lines.length - FEW_LINES} more lines`);
  more.type = 'button';
  more.addEventListener('click', () => {
    pre.textContent = text;
    more.remove();
  });
  box.append(pre, more);
  return box;
}
