/** How a user is written in ACL LIST and ACL GETUSER: as rules that would make the same user. */
import type { Selector } from './selector.ts';
import type { User } from './user.ts';

export function describeFlags(user: User): string[] {
  const flags = [user.enabled ? 'on' : 'off'];
  if (user.noPassword) flags.push('nopass');
  if (user.sanitize !== undefined) flags.push(user.sanitize ? 'sanitize-payload' : 'skip-sanitize-payload');
  return flags;
}

export function describeKeys({ allKeys, keys }: Selector): string {
  if (allKeys) return '~*';
  return keys
    .map(({ pattern, read, write }) => `${read && write ? '' : read ? '%R' : '%W'}~${pattern}`)
    .join(' ');
}

export function describeChannels({ allChannels, channels }: Selector): string {
  return allChannels ? '&*' : channels.map((pattern) => `&${pattern}`).join(' ');
}

export function describeCommands({ everyCommand, rules }: Selector): string {
  return [everyCommand ? '+@all' : '-@all', ...rules].join(' ');
}

function describeSelector(selector: Selector): string {
  const parts = [describeKeys(selector)];
  if (!selector.allChannels) parts.push('resetchannels');
  parts.push(describeChannels(selector), describeCommands(selector));
  return parts.filter((part) => part !== '').join(' ');
}

/** `user alice on #… ~a* resetchannels -@all +get` */
export function describeUser(user: User): string {
  return [
    'user',
    user.name,
    ...describeFlags(user),
    ...[...user.passwords].map((hash) => `#${hash}`),
    describeSelector(user.root),
    ...user.selectors.map((selector) => `(${describeSelector(selector)})`),
  ].join(' ');
}
