/** A preloaded scenario: a short text, a script, and the view that fits it. */
export interface Scenario {
  /** As in `?scenario=leaderboard`: lower case, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** One sentence, for lists. */
  readonly summary: string;
  /** Paragraphs in plain text. */
  readonly text: readonly string[];
  readonly script: string;
  readonly view: ScenarioView;
}

export interface ScenarioView {
  /** The panel that comes to the front. */
  readonly panel: 'inspector' | 'ranking' | 'console' | 'log';
  /** The key to look at. */
  readonly key?: string;
  /** Clients whose consoles stand side by side. */
  readonly clients?: readonly string[];
}
