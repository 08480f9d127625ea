/** Names of clients. */

/** Who comes next, when the person does not say. */
const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'];
/** As scripts allow them after `@client`. */
const NAME = /^[\p{L}\p{N}_.-]{1,24}$/u;

export function freeName(lanes: readonly string[]): string {
  return NAMES.find((name) => !lanes.includes(name)) ?? `client${lanes.length + 1}`;
}

/** What is wrong with a name for a client; undefined where it may be taken. */
export function checkName(name: string, lanes: readonly string[]): string | undefined {
  if (!NAME.test(name)) return 'One word of letters, digits, “-”, “_” and “.”, at most 24 of them.';
  return lanes.includes(name) ? 'There is a client with this name.' : undefined;
}
