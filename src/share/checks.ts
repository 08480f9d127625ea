/** How what comes from outside is checked: each reader answers with a value of its type or throws a ShareError. */

/** Something is wrong with a link or a file; the message says what, and what to do, in one sentence. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown, max: number, what: string): string {
  if (typeof value !== 'string') throw damaged(`its ${what} is not text`);
  if (value.length > max)
    throw new ShareError(
      `This scenario’s ${what} is longer than ${max} characters, which is more than Keyglass opens.`,
    );
  return value.isWellFormed() ? value : value.toWellFormed();
}

export function bytes(value: unknown, what: string): string {
  if (typeof value !== 'string') throw damaged(`its ${what} is not text`);
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 255) throw damaged(`its ${what} holds characters that are not bytes`);
  }
  return value;
}

export function list(value: unknown, max: number, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged(`its ${what} is not a list`);
  if (value.length > max)
    throw new ShareError(
      `This scenario’s ${what} has more than ${max} entries, which is more than Keyglass opens.`,
    );
  return value;
}

export const damaged = (why: string): ShareError =>
  new ShareError(`This link or file cannot be opened: ${why}. Ask for it once more.`);

export const newer = (): ShareError =>
  new ShareError(
    'This link was made by a newer Keyglass. Reload the page to get the newest version, then open it again.',
  );
