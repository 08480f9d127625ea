/** What the subcommands of CLIENT have in common. */
import { type Command, type Definition, defineCommand, type Flag, noKeys } from '../../command.ts';

const COMMON: readonly Flag[] = ['noscript', 'loading', 'stale', 'sentinel'];

/** A definition of a CLIENT subcommand without the facts that they share. */
export interface ClientDefinition<P>
  extends Pick<
    Definition<P>,
    'name' | 'since' | 'arity' | 'complexity' | 'summary' | 'syntax' | 'parse' | 'run'
  > {
  readonly admin?: boolean;
  /** Overrides the usual flags. */
  readonly flags?: readonly Flag[];
}

export function clientCommand<P>(definition: ClientDefinition<P>): Command {
  const { admin, name, flags, ...facts } = definition;
  return defineCommand<P>({
    ...facts,
    name: `CLIENT ${name}`,
    group: 'connection',
    keys: noKeys,
    categories: ['connection'],
    flags: flags ?? (admin ? ['admin', ...COMMON] : COMMON),
  });
}
