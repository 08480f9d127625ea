/** Commands by their names. It stands by itself because an embed needs no more of the documentation than this. */
import type { CommandDoc } from '../../protocol/docs.ts';

/** The documentation of all commands, ready to be asked. */
export class CommandTable {
  /** Top-level commands, by name. */
  readonly names: readonly string[];
  private readonly docs = new Map<string, CommandDoc>();
  private readonly children = new Map<string, CommandDoc[]>();

  constructor(docs: readonly CommandDoc[]) {
    for (const doc of docs) {
      this.docs.set(doc.name.toUpperCase(), doc);
      const space = doc.name.indexOf(' ');
      if (space < 0) continue;
      const container = doc.name.slice(0, space).toUpperCase();
      const list = this.children.get(container);
      if (list) list.push(doc);
      else this.children.set(container, [doc]);
    }
    this.names = [...this.docs.keys()].filter((name) => !name.includes(' ')).sort();
  }

  get(name: string): CommandDoc | undefined {
    return this.docs.get(name.toUpperCase());
  }

  /** Subcommands of a container, in the order of the documentation. */
  subcommands(container: string): readonly CommandDoc[] {
    return this.children.get(container.toUpperCase()) ?? [];
  }

  /** The command that the words name, and how many of them are its name; undefined where there is none. */
  find(words: readonly string[]): { readonly doc: CommandDoc; readonly nameWords: 1 | 2 } | undefined {
    const [first = '', second] = words;
    const sub = second === undefined ? undefined : this.get(`${first} ${second}`);
    if (sub) return { doc: sub, nameWords: 2 };
    const doc = this.get(first);
    return doc && { doc, nameWords: 1 };
  }
}
