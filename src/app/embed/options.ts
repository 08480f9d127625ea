/** What the frame's address says. It comes from outside, so every value is checked. */
import {
  DEFAULT_FONT_SIZE,
  DEFAULT_MAX_HEIGHT,
  isSet,
  type PanelName,
  readNumber,
  readPanels,
} from '../../embed/attributes.ts';
import { MAX_TITLE, THEMES, type ThemeName } from '../../embed/protocol.ts';

export interface FrameOptions {
  readonly scenario: string | undefined;
  /** `v1.…` */
  readonly link: string | undefined;
  readonly theme: ThemeName;
  /** The content fills the frame, whoever asks for its height. */
  readonly fixed: boolean;
  readonly maxHeight: number;
  readonly panels: readonly PanelName[];
  readonly readOnly: boolean;
  readonly runOnLoad: boolean;
  readonly fontSize: number;
  /** The engine is another frame's; its port comes by message. */
  readonly borrow: boolean;
  readonly playground: string | undefined;
  /** What the author calls it; empty leaves it to the scenario. */
  readonly title: string;
  /** The only origin that may connect; undefined takes the first that does. */
  readonly origin: string | undefined;
}

export function readOptions(address: string): FrameOptions {
  const { searchParams, hash } = new URL(address);
  const read = (name: string) => searchParams.get(name);
  const theme = read('theme')?.trim().toLowerCase();
  return {
    scenario: read('scenario')?.slice(0, 60),
    link: /^#v\d/.test(hash) ? hash.slice(1) : undefined,
    theme: THEMES.find((each) => each === theme) ?? 'auto',
    fixed: read('height') === 'fixed',
    maxHeight: readNumber(read('max-height'), 120, 20_000, DEFAULT_MAX_HEIGHT),
    panels: readPanels(read('panels')),
    readOnly: isSet(read('readonly')),
    runOnLoad: isSet(read('run-on-load')),
    fontSize: readNumber(read('font-size'), 8, 40, DEFAULT_FONT_SIZE),
    borrow: isSet(read('borrow')),
    playground: read('playground')?.trim().slice(0, 80) || undefined,
    title: read('title')?.trim().slice(0, MAX_TITLE) ?? '',
    origin: read('origin')?.slice(0, 300),
  };
}
