/**
 * A byte string in double quotes with escapes for what is not printable, as the reference writes it in logs and in
 * DEBUG output (`sdscatrepr`).
 */
export function quote(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/g, escaped)}"`;
}

const NAMED: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
};

const escaped = (char: string): string =>
  NAMED[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
