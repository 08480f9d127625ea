import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from './database.ts';
import { errorLines, resultLines, resultSummary } from './format.ts';
import { startPostgres } from './start.ts';
import { resultRows } from './values.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let db: Database;

beforeAll(async () => {
  postgres = await startPostgres({});
  db = new Database(postgres);
});
afterAll(() => postgres.close());

const lines = async (text: string) => resultLines(await db.query(text), text);

describe('what statements print', () => {
  test.each([
    ['SELECT 1', ['1']],
    ["SELECT 1, NULL, 'a b'", ['1 |  | a b']],
    ['SELECT 1; SELECT 2;', ['1', '2']],
    ['CREATE TABLE t1 (id serial PRIMARY KEY, name text NOT NULL)', ['CREATE TABLE']],
    ["INSERT INTO t1 (name) VALUES ('ada'), ('lin')", ['INSERT 0 2']],
    ['SELECT * FROM t1 ORDER BY id', ['1 | ada', '2 | lin']],
    ["UPDATE t1 SET name = 'Ada' WHERE id = 1 RETURNING *", ['1 | Ada']],
    ['SELECT true, now() > now(), ARRAY[1,2]', ['t | f | {1,2}']],
    ['', []],
  ])('%s', async (text, printed) => {
    expect(await lines(text)).toEqual(printed);
  });
});

test('errors are printed as psql prints them', async () => {
  expect(await lines('SELECT *\nFROM nowhere')).toEqual([
    'ERROR:  relation "nowhere" does not exist',
    'LINE 2: FROM nowhere',
    '             ^',
  ]);
  expect(await lines('SELEC 1')).toEqual([
    'ERROR:  syntax error at or near "SELEC"',
    'LINE 1: SELEC 1',
    '        ^',
  ]);
  await db.query('CREATE TABLE uniq (id int PRIMARY KEY)');
  expect(await lines('INSERT INTO uniq VALUES (1), (1)')).toEqual([
    'ERROR:  duplicate key value violates unique constraint "uniq_pkey"',
    'DETAIL:  Key (id)=(1) already exists.',
  ]);
  expect((await lines('SELECT lower(1, 2)')).at(-1)).toMatch(/^(HINT|DETAIL): {2}/);
});

test('a caret in a long line stands below the place', () => {
  const text = `SELECT ${'x'.repeat(100)}, wrong`;
  const [, line, caret] = errorLines(
    {
      severity: 'ERROR',
      message: 'm',
      code: undefined,
      detail: undefined,
      hint: undefined,
      where: undefined,
      position: text.indexOf('wrong') + 1,
    },
    text,
  );
  expect(line?.slice(caret?.indexOf('^'))).toBe('wrong');
  expect(line?.length).toBeLessThan(90);
});

test('what an error undoes, and what stands before it', async () => {
  await db.query('CREATE TABLE whole (n int)');
  const result = await db.query('INSERT INTO whole VALUES (1); SELECT 1/0;');
  expect(result.error?.message).toBe('division by zero');
  expect(result.error?.code).toBe('22012');
  expect(await lines('SELECT count(*) FROM whole')).toEqual(['0']);
});

test('columns have names and types, rows have values', async () => {
  const result = await db.query(
    `SELECT 7 AS id, 12345678901234567890::numeric(30,1) AS big, 'x'::varchar(3) AS v, true AS ok,
      '{"a": [1]}'::jsonb AS j, '2026-01-02 03:04:05+00'::timestamptz AS at, 9007199254740993::bigint AS huge,
      ARRAY['a"b', NULL, 'c,d'] AS list, '\\x00ff'::bytea AS bytes, count(*) AS n`,
  );
  expect(result.sets[0]?.columns.map(({ name, type }) => [name, type])).toEqual([
    ['id', 'integer'],
    ['big', 'numeric(30,1)'],
    ['v', 'character varying(3)'],
    ['ok', 'boolean'],
    ['j', 'jsonb'],
    ['at', 'timestamp with time zone'],
    ['huge', 'bigint'],
    ['list', 'text[]'],
    ['bytes', 'bytea'],
    ['n', 'bigint'],
  ]);
  expect(resultRows(result)).toEqual([
    {
      id: 7,
      big: '12345678901234567890.0',
      v: 'x',
      ok: true,
      j: { a: [1] },
      at: new Date('2026-01-02T03:04:05Z'),
      huge: 9007199254740993n,
      list: ['a"b', null, 'c,d'],
      bytes: Uint8Array.of(0, 255),
      n: 1,
    },
  ]);
});

test('parameters travel beside the statement', async () => {
  const result = await db.query(
    'SELECT $1::int + 1 AS a, $2::text AS b, $3::jsonb AS c, $4::int[] AS d, $5::text AS e',
    [41, "it's", { k: 'v' }, [1, 2], null],
  );
  expect(resultRows(result)).toEqual([{ a: 42, b: "it's", c: { k: 'v' }, d: [1, 2], e: null }]);
  expect((await db.query('SELECT 1; SELECT $1', ['x'])).error?.message).toBe(
    'cannot insert multiple commands into a prepared statement',
  );
  expect(await lines('SELECT 1')).toEqual(['1']);
});

test('a result is cut, and says how much is left out', async () => {
  const small = new Database(postgres, { rows: 3, size: 1000 });
  const many = await small.query('SELECT * FROM generate_series(1, 10)');
  expect([many.sets[0]?.rows.length, many.sets[0]?.left]).toEqual([3, 7]);
  expect(many.sets[0]?.tag).toBe('SELECT 10');
  expect(resultSummary(many)).toBe('10 rows');
  const wide = await small.query("SELECT repeat('x', 400) FROM generate_series(1, 3)");
  expect([wide.sets[0]?.rows.length, wide.sets[0]?.left]).toEqual([2, 1]);
});

test('notices, transactions, and what cannot be had', async () => {
  expect((await db.query("DO $$ BEGIN RAISE NOTICE 'hi'; END $$")).notices).toEqual(['NOTICE:  hi']);
  expect((await db.query('BEGIN')).transaction).toBe('T');
  expect((await db.query('SELECT 1/0')).transaction).toBe('E');
  expect(await lines('SELECT 1')).toEqual([
    'ERROR:  current transaction is aborted, commands ignored until end of transaction block',
  ]);
  expect((await db.query('ROLLBACK')).transaction).toBe('I');
  expect((await db.query('COPY t1 FROM STDIN')).error?.message).toMatch(/there is no input here/);
  expect(await lines('SELECT 1')).toEqual(['1']);
});

test('tables are listed with types, keys and counts; a copy starts as it was; reset empties', async () => {
  await db.reset();
  expect(await db.tables()).toEqual([]);
  await db.query(
    "CREATE TABLE people (id serial PRIMARY KEY, name text); INSERT INTO people (name) VALUES ('ada'), ('lin')",
  );
  const [people] = (await db.tables()) ?? [];
  expect(people).toEqual({
    schema: 'public',
    name: 'people',
    rows: 2,
    more: false,
    columns: [
      { name: 'id', type: 'integer', primary: true },
      { name: 'name', type: 'text', primary: false },
    ],
  });
  if (people) expect((await db.rows(people, 1))?.sets[0]?.rows).toEqual([['1', 'ada']]);
  const copy = await db.dump();
  const second = await startPostgres(copy ? { files: copy } : {});
  const again = new Database(second);
  // The sequence goes on where it was.
  expect(resultLines(await again.query("INSERT INTO people (name) VALUES ('kay') RETURNING id"), '')).toEqual(
    ['3'],
  );
  await second.close();
  await db.reset();
  expect(await db.tables()).toEqual([]);
  expect(await lines('CREATE TABLE people (id int)')).toEqual(['CREATE TABLE']);
});
