/** Passwords never show up in MONITOR and SLOWLOG. */
import type { Command } from './command.ts';

const HIDDEN = '(redacted)';

/** The arguments of a call with what is secret in them replaced. */
export function redact(command: Command, argv: readonly string[]): readonly string[] {
  switch (command.id) {
    case 'auth':
      return hide(argv, (index) => index > 0);
    case 'hello': {
      const at = argv.findIndex((word, index) => index > 1 && word.toUpperCase() === 'AUTH');
      return at < 0 ? argv : hide(argv, (index) => index === at + 1 || index === at + 2);
    }
    case 'acl|setuser':
      return hide(argv, (index) => index > 1);
    case 'config|set':
      return hide(argv, (index) => index % 2 === 1 && argv[index - 1]?.toLowerCase() === 'requirepass');
    default:
      return argv;
  }
}

const hide = (argv: readonly string[], secret: (index: number) => boolean): string[] =>
  argv.map((word, index) => (secret(index) ? HIDDEN : word));
