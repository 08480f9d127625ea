/** Which language each line of a script is in: commands, SQL of a client that is `sql`, or a program's JavaScript. */
import { readDirective } from '../../script/directives.ts';

export type PartLanguage = 'redis' | 'sql' | 'js';

/** What the lines above say about the next one. */
export interface PartState {
  /** Of the lines outside programs. */
  readonly client: 'redis' | 'sql';
  readonly inApp: boolean;
  /** Clients that a line above has made ones of the database. */
  readonly databases: readonly string[];
}

export const FIRST_PART: PartState = { client: 'redis', inApp: false, databases: [] };

export const languageIn = ({ client, inApp }: PartState): PartLanguage => (inApp ? 'js' : client);

/** True for a line that is a comment or a directive there, and not a line of the program's. */
export function isComment(line: string, { inApp }: PartState): boolean {
  if (!/^\s*#/.test(line)) return false;
  if (!inApp) return true;
  const name = readDirective(line, 0)?.name;
  return name === 'app' || name === 'load' || name === 'client' || name === 'end';
}

/** The state below a line; the same object where nothing changes. */
export function afterLine(line: string, state: PartState): PartState {
  if (!isComment(line, state)) return state;
  const directive = readDirective(line, 0);
  switch (directive?.name) {
    case 'app':
      return { ...state, inApp: true };
    case 'end':
    case 'load':
      return state.inApp ? { ...state, inApp: false } : state;
    case 'client': {
      const [name = '', kind] = directive.rest.trim().split(/\s+/);
      const databases =
        kind === 'sql' && !state.databases.includes(name) ? [...state.databases, name] : state.databases;
      return { client: databases.includes(name) ? 'sql' : 'redis', inApp: false, databases };
    }
    default:
      return state;
  }
}

/** The language at an offset of a text. */
export function languageAt(text: string, offset: number): PartLanguage {
  let state = FIRST_PART;
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start);
    if (end < 0 || offset <= end) {
      const line = text.slice(start, end < 0 ? undefined : end);
      return isComment(line, state) ? 'redis' : languageIn(state);
    }
    state = afterLine(text.slice(start, end), state);
    start = end + 1;
  }
}
