/** The language of ACL SETUSER: each rule changes a user, or is refused with the reference's words. */
import type { Command } from '../command.ts';
import { categoriesOf, isCategory } from './categories.ts';
import type { Selector } from './selector.ts';
import { sha256Hex } from './sha256.ts';
import type { User } from './user.ts';

/** Why a rule was refused. */
export class BadRule {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

type Commands = ReadonlyMap<string, Command>;
/** Makes permissions as they are before any rule. */
type Blank = () => Selector;

const SYNTAX = 'Syntax error';
const UNKNOWN = 'Unknown command or category name in ACL';
const HASH =
  'The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters';
const NO_PASSWORD = 'The password you are trying to remove from the user does not exist';
const LATE_KEY =
  "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try 'resetkeys' to start with an empty list of patterns";
const LATE_CHANNEL =
  "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try 'resetchannels' to start with an empty list of channels";

/** Applies one rule to a user. Throws a BadRule. */
export function applyRule(user: User, rule: string, commands: Commands, blank: Blank): void {
  if (rule === '') return;
  const lower = rule.toLowerCase();
  const word = WORDS[lower];
  if (word) word(user, blank);
  else if (rule.startsWith('(')) user.selectors.push(parseSelector(rule, commands, blank()));
  else if (/^[><#!]/.test(rule)) applyPassword(user, rule[0] ?? '', rule.slice(1));
  else applySelectorRule(user.root, rule, commands);
}

const WORDS: Record<string, (user: User, blank: Blank) => void> = {
  on: (user) => {
    user.enabled = true;
  },
  off: (user) => {
    user.enabled = false;
  },
  nopass: (user) => {
    user.noPassword = true;
    user.passwords.clear();
  },
  resetpass: (user) => {
    user.noPassword = false;
    user.passwords.clear();
  },
  'sanitize-payload': (user) => {
    user.sanitize = true;
  },
  'skip-sanitize-payload': (user) => {
    user.sanitize = false;
  },
  clearselectors: (user) => {
    user.selectors = [];
  },
  reset: (user, blank) => {
    user.enabled = false;
    user.noPassword = false;
    user.passwords.clear();
    user.sanitize = true;
    user.selectors = [];
    user.root = blank();
  },
};

function applyPassword(user: User, kind: string, text: string): void {
  const hashed = kind === '#' || kind === '!';
  if (hashed && !/^[0-9a-f]{64}$/.test(text)) throw new BadRule(HASH);
  const hash = hashed ? text : sha256Hex(text);
  if (kind === '>' || kind === '#') {
    user.passwords.add(hash);
    user.noPassword = false;
  } else if (!user.passwords.delete(hash)) throw new BadRule(NO_PASSWORD);
}

function parseSelector(rule: string, commands: Commands, selector: Selector): Selector {
  for (const word of rule.slice(1, -1).split(' ')) {
    if (word !== '') applySelectorRule(selector, word, commands);
  }
  return selector;
}

function applySelectorRule(selector: Selector, rule: string, commands: Commands): void {
  switch (rule.toLowerCase()) {
    case 'allkeys':
    case '~*':
      selector.allKeys = true;
      selector.keys = [];
      return;
    case 'resetkeys':
      selector.allKeys = false;
      selector.keys = [];
      return;
    case 'allchannels':
    case '&*':
      selector.allChannels = true;
      selector.channels = [];
      return;
    case 'resetchannels':
      selector.allChannels = false;
      selector.channels = [];
      return;
    case 'allcommands':
    case '+@all':
      selector.setEvery(true);
      return;
    case 'nocommands':
    case '-@all':
      selector.setEvery(false);
      return;
  }
  const sign = rule[0];
  if (sign === '~' || sign === '%') addKeys(selector, rule);
  else if (sign === '&') addChannels(selector, rule.slice(1));
  else if (sign === '+' || sign === '-') applyCommandRule(selector, rule.slice(1), sign === '+', commands);
  else throw new BadRule(SYNTAX);
}

function addKeys(selector: Selector, rule: string): void {
  const [, rights = 'RW', pattern] = /^(?:%([RW]+))?~(.*)$/is.exec(rule) ?? [];
  if (pattern === undefined || /\s|\0/.test(pattern)) throw new BadRule(SYNTAX);
  if (selector.allKeys) throw new BadRule(LATE_KEY);
  const read = /r/i.test(rights);
  const write = /w/i.test(rights);
  if (pattern === '*' && read && write) {
    selector.allKeys = true;
    selector.keys = [];
    return;
  }
  const at = selector.keys.findIndex((known) => known.pattern === pattern);
  const known = selector.keys[at];
  // The same pattern once more adds to what it allows.
  if (known) selector.keys[at] = { pattern, read: read || known.read, write: write || known.write };
  else selector.keys.push({ pattern, read, write });
}

function addChannels(selector: Selector, pattern: string): void {
  if (/\s|\0/.test(pattern)) throw new BadRule(SYNTAX);
  if (selector.allChannels) throw new BadRule(LATE_CHANNEL);
  if (!selector.channels.includes(pattern)) selector.channels.push(pattern);
}

function applyCommandRule(selector: Selector, name: string, allowed: boolean, commands: Commands): void {
  if (name.startsWith('@')) applyCategory(selector, name, allowed, commands);
  else {
    const [container = '', sub, third] = name.toLowerCase().split('|');
    const command = commands.get(container);
    if (!command) throw new BadRule(UNKNOWN);
    if (third !== undefined) throw new BadRule('Allowing first-arg of a subcommand is not supported');
    if (sub === '') throw new BadRule(allowed ? SYNTAX : UNKNOWN);
    if (sub === undefined) selector.setCommand(command, allowed);
    else {
      const subcommand = command.subcommands?.get(sub);
      if (subcommand) selector.setCommand(subcommand, allowed);
      else if (command.subcommands || !allowed) throw new BadRule(UNKNOWN);
      else allowFirstArgument(selector, command, sub);
    }
  }
  selector.addRule(name, allowed);
}

function allowFirstArgument(selector: Selector, { id }: Command, word: string): void {
  let words = selector.firstArguments.get(id);
  if (!words) selector.firstArguments.set(id, (words = new Set()));
  words.add(word);
}

function applyCategory(selector: Selector, name: string, allowed: boolean, commands: Commands): void {
  const category = name.slice(1).toLowerCase();
  if (!isCategory(category)) throw new BadRule(UNKNOWN);
  for (const command of commands.values()) {
    for (const each of [command, ...(command.subcommands?.values() ?? [])]) {
      if (!categoriesOf(each).has(category)) continue;
      selector.commands.set(each.id, allowed);
      selector.firstArguments.delete(each.id);
    }
  }
}
