/** How an embed looks before it is used: a coloured script and a Run button. */
import type { EmbedOptions } from './attributes.ts';
import { splitHidden } from './hidden.ts';
import { paint } from './highlight.ts';

/** Height that a script has beside panels, as in the frame, in CSS pixels. */
const WATCHED_SCRIPT = 320;
const watched = ({ panels }: EmbedOptions) => panels.some((name) => name !== 'replies');

/** `run` and `edit` are what the reader asks for with the button, and by a double click or Enter in the script. */
export function drawRest(
  script: string,
  options: EmbedOptions,
  { run, edit }: { run(): void; edit(): void },
): HTMLElement {
  const { height, maxHeight, fontSize, readOnly, title } = options;
  const box = element('div', 'kg');
  const bar = element('div', 'kg-bar');
  const button = element('button', 'kg-button kg-run', 'Run');
  button.type = 'button';
  button.addEventListener('click', run);
  const status = element('span', 'kg-status', title);
  status.role = 'status';
  if (title !== '') status.classList.add('kg-title');
  bar.append(button, status);
  const code = element('pre', 'kg-script');
  code.tabIndex = 0;
  code.role = 'group';
  code.ariaLabel = title === '' ? 'Script' : `Script: ${title}`;
  paint(code, splitHidden(script).visible);
  if (!readOnly) {
    code.addEventListener('dblclick', edit);
    code.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') edit();
    });
  }
  box.style.setProperty('--kg-size', `${fontSize}px`);
  if (height !== undefined) box.style.height = height;
  else code.style.maxHeight = `${watched(options) ? WATCHED_SCRIPT : maxHeight}px`;
  box.append(bar, code);
  return box;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
