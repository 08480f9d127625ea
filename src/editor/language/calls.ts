/** Calls of a client's methods in a program's code, found by their looks: no more is needed to help with writing them. */

/** What a client may be called by everybody who writes one, besides what the code itself connects. */
const RECEIVER = /(?:\b(?:redis|client|\w+Client)|\bmulti\s*\([^()]*\)(?:\s*\.\s*\w+\([^()]*\))*)\s*\.$/;
const CONNECTED =
  /\b(?:const|let|var)\s+(\w+)\s*=\s*(?:await\s+)?(?:createClient\s*\(|redis\s*\.\s*(?:duplicate|multi)\s*\()/g;

/** True where the word that begins at `start` of the code is a method of a client. */
export function isMethodPlace(code: string, start: number): boolean {
  const before = code.slice(0, start);
  if (RECEIVER.test(before)) return true;
  const [, name] = /\b(\w+)\s*\.$/.exec(before) ?? [];
  return name !== undefined && [...code.matchAll(CONNECTED)].some(([, connected]) => connected === name);
}

/** The method whose parentheses hold the offset of the code, and which of its arguments that is, from 0. */
export function methodCallAt(
  code: string,
  offset: number,
): { readonly method: string; readonly argument: number } | undefined {
  let depth = 0;
  let argument = 0;
  // Text in quotes may hold brackets and commas, so it is blanked before the walk.
  const plain = code
    .slice(0, offset)
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, (text) => ' '.repeat(text.length));
  for (let i = plain.length - 1; i >= 0; i--) {
    const char = plain[i] ?? '';
    if (')]}'.includes(char)) depth++;
    else if (depth > 0) depth -= '([{'.includes(char) ? 1 : 0;
    else if (char === ',') argument++;
    else if (char === '(') {
      const [, method] = /\b(\w+)\s*$/.exec(plain.slice(0, i)) ?? [];
      const start = method === undefined ? -1 : plain.slice(0, i).lastIndexOf(method);
      if (method !== undefined && isMethodPlace(code, start)) return { method, argument };
      argument = 0;
    } else if (char === '[' || char === '{') argument = 0;
    else if (char === ';') return undefined;
  }
  return undefined;
}
