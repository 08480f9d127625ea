/**
 * The register of everything a person can do from the keyboard. Panels put their commands here while they are mounted;
 * the palette, the list of shortcuts and the page's key handler read them. Panels need not know of each other.
 */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { matchesShortcut } from './keys.ts';

export interface Command {
  /** Unique: `panel.verb`. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and in the list of shortcuts. */
  readonly group: string;
  /** As `Mod+K`. */
  readonly shortcut?: string;
  /** `page`: the shortcut works wherever the focus is. `panel` (default): the panel handles it, it is only listed here. */
  readonly scope?: 'page' | 'panel';
  /** More words to find it by. */
  readonly keywords?: string;
  /** Left out of the palette: only a shortcut to be listed. */
  readonly listedOnly?: boolean;
  run(): void;
}

export class CommandRegistry {
  private readonly commands = new Map<string, Command>();
  private readonly listeners = new Set<() => void>();
  private snapshot: readonly Command[] = [];

  /** Adds commands, or replaces those with the same id; returns what takes them away again. */
  register(commands: readonly Command[]): () => void {
    for (const command of commands) this.commands.set(command.id, command);
    this.changed();
    return () => {
      for (const command of commands) {
        if (this.commands.get(command.id) === command) this.commands.delete(command.id);
      }
      this.changed();
    };
  }

  /** Runs a command if it is there. */
  run(id: string): boolean {
    const command = this.commands.get(id);
    command?.run();
    return command !== undefined;
  }

  readonly list = (): readonly Command[] => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs the page-wide command whose shortcut was pressed. */
  handleKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat) return;
    const typing = isTyping(event.target);
    for (const command of this.snapshot) {
      if (command.scope !== 'page' || !command.shortcut) continue;
      // A bare character belongs to whoever types.
      if (typing && !/(Mod|Alt|Ctrl)\+/.test(command.shortcut)) continue;
      if (!matchesShortcut(event, command.shortcut)) continue;
      event.preventDefault();
      command.run();
      return;
    }
  }

  private changed(): void {
    this.snapshot = [...this.commands.values()];
    for (const listener of this.listeners) listener();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"]') !== null)
  );
}

const Context = createContext<CommandRegistry | undefined>(undefined);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A modal dialog has the keyboard to itself.
      if (!document.querySelector('dialog[open]')) registry.handleKey(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [registry]);
  return <Context value={registry}>{children}</Context>;
}

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(Context);
  if (!registry) throw new Error('No CommandsProvider above this component.');
  return registry;
}

/**
 * Registers commands while the component is mounted. The array may be new at every render: `run` always calls the newest
 * one, and the register changes only where a title or a shortcut does.
 */
export function useCommands(commands: readonly Command[]): void {
  const registry = useCommandRegistry();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const facts = JSON.stringify(commands.map(({ run: _run, ...rest }) => rest));
  useEffect(() => {
    const described = JSON.parse(facts) as Omit<Command, 'run'>[];
    return registry.register(
      described.map((command) => ({
        ...command,
        run: () => latest.current.find(({ id }) => id === command.id)?.run(),
      })),
    );
  }, [registry, facts]);
}

export function useCommandList(): readonly Command[] {
  const registry = useCommandRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}
