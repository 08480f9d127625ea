/** Finds the command that a line names, fast for names that were just used. */
import type { Command } from './command.ts';

export class Lookup {
  private readonly commands: ReadonlyMap<string, Command>;
  /** Commands by the words that named them, in whatever letter case. */
  private readonly known = new Map<string, Command>();
  /** The word that was looked up last, and its command. */
  private word = '';
  private found: Command | undefined;

  constructor(commands: ReadonlyMap<string, Command>) {
    this.commands = commands;
  }

  /** A subcommand where there is one, its container where the subcommand is unknown. */
  find(argv: readonly string[]): Command | undefined {
    const word = argv[0] ?? '';
    let command = this.found;
    // Comparing a short word costs less than hashing it, and pipelines repeat themselves.
    if (command === undefined || word !== this.word) {
      command = this.known.get(word);
      if (command === undefined) {
        command = this.commands.get(word.toLowerCase());
        if (command === undefined) return undefined;
        this.known.set(word, command);
      }
      this.word = word;
      this.found = command;
    }
    if (command.subcommands === undefined || argv.length < 2) return command;
    return command.subcommands.get((argv[1] ?? '').toLowerCase()) ?? command;
  }
}
