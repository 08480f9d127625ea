/** What to say about a method that is not there. */
import { methods } from './methods.ts';

export function unknownMethod(of: string, name: string): TypeError {
  const lower = name.replaceAll('_', '').toLowerCase();
  const meant = [...methods.keys()].find((other) => other.toLowerCase() === lower);
  if (meant) return new TypeError(`There is no ${of}.${name}; it is written ${of}.${meant}.`);
  return new TypeError(
    `There is no ${of}.${name}. Any command can be sent with ${of}.sendCommand(['${name.toUpperCase()}', …]).`,
  );
}
