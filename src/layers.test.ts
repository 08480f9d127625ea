/** Who may import whom: the table of the design, held against every import of the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = dirname(fileURLToPath(import.meta.url));

/**
 * `types` may be imported with `import type` only. `leaves` are the modules of another layer that stand at its very bottom
 * (they import nothing above themselves) and hold what a format must share with it: how numbers are written, and the value
 * types themselves.
 */
interface Rule {
  readonly any?: readonly string[];
  readonly types?: readonly string[];
  readonly leaves?: readonly string[];
}

const RULES: Record<string, Rule> = {
  engine: {},
  resp: { types: ['engine'], leaves: ['engine/numbers.ts', 'engine/values/short.ts'] },
  rdb: { types: ['engine'], leaves: ['engine/numbers.ts', 'engine/values/'] },
  script: { any: ['resp'] },
  lessons: { any: ['resp', 'script'], types: ['engine', 'protocol'] },
  sql: {},
  apps: { any: ['resp'], types: ['engine', 'protocol'] },
  protocol: { types: ['engine', 'resp'] },
  share: { types: ['engine', 'resp'] },
  scenarios: { types: ['engine', 'resp'] },
  persistence: { any: ['engine', 'resp', 'rdb'] },
  worker: { any: ['engine', 'resp', 'rdb', 'persistence', 'protocol'] },
  client: { any: ['protocol', 'share', 'sql', 'apps'], types: ['engine'] },
  editor: { any: ['client', 'protocol', 'resp', 'script', 'ui', 'scenarios'], types: ['engine'] },
  features: {
    any: ['client', 'protocol', 'resp', 'script', 'lessons', 'sql', 'apps', 'ui', 'scenarios'],
    types: ['engine'],
  },
  embed: { any: ['protocol', 'share'] },
  ui: {},
};
/** The page's layers, all of which `app` may use. */
const PAGE = [
  'client',
  'protocol',
  'resp',
  'script',
  'lessons',
  'sql',
  'apps',
  'share',
  'scenarios',
  'editor',
  'features',
  'embed',
  'ui',
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.(test|testing)\.tsx?$/.test(name) && !name.endsWith('.d.ts'),
);

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => ({
    file,
    target: relative(SRC, normalize(join(SRC, dirname(file), match[2] ?? match[3] ?? ''))),
    typeOnly: match[1] !== undefined,
    dynamic: match[3] !== undefined,
  }));
}

const imports = files.flatMap(importsOf);
const layerOf = (path: string) => path.split(/[\\/]/)[0] ?? '';

test('the imports are found at all', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(imports.length).toBeGreaterThan(files.length);
});

test('every layer is known', () => {
  const known = new Set([...Object.keys(RULES), 'app']);
  expect(files.map(layerOf).filter((layer) => !known.has(layer))).toEqual([]);
});

test('no import goes against the layers', () => {
  const wrong = imports.filter(({ file, target, typeOnly }) => {
    const from = layerOf(file);
    const to = layerOf(target);
    if (from === to) return false;
    if (from === 'app') return !PAGE.includes(to);
    const rule = RULES[from] ?? {};
    if (rule.leaves?.some((leaf) => target.startsWith(leaf))) return false;
    return !(rule.any?.includes(to) || (typeOnly && rule.types?.includes(to)));
  });
  expect(wrong).toEqual([]);
});

test('an engine that keeps nothing fetches nothing of what keeps playgrounds', () => {
  // What these modules import is in a chunk that is fetched when something is kept, saved, opened or crashed.
  const fetched = /^worker[\\/](files[\\/](download|open)|crash-lab[\\/])/;
  const whole = imports.filter(
    ({ file, target, typeOnly, dynamic }) =>
      layerOf(file) === 'worker' &&
      /^persistence[\\/]index\.ts$/.test(target) &&
      !typeOnly &&
      !dynamic &&
      !fetched.test(file),
  );
  expect(whole).toEqual([]);
});

test('features never import each other', () => {
  const room = (path: string) => path.split(/[\\/]/)[1];
  const wrong = imports.filter(
    ({ file, target }) =>
      layerOf(file) === 'features' && layerOf(target) === 'features' && room(file) !== room(target),
  );
  expect(wrong).toEqual([]);
});

test('the engine uses no package and nothing of the platform', () => {
  const platform =
    /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|performance\.|globalThis)\b|(?<![/\w])process\./;
  const wrong = files
    .filter((file) => layerOf(file) === 'engine')
    .filter((file) => {
      const text = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return platform.test(text) || /from\s+['"][^.]/.test(text);
    });
  expect(wrong).toEqual([]);
});
