/** What people answer besides the given solution: the checks of our lessons take what is right, and only that. */
import './browser.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProcessPlayground } from '../../src/app/lessons/process.testing.ts';
import { createLessonSession } from '../../src/app/lessons/session.ts';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { createSqlWorker } from './postgres.ts';

const FOLDER = 'src/scenarios/lessons';
const lessons = new Map<string, Lesson>();
for (const name of readdirSync(FOLDER)) {
  const { lesson } = readLesson(readFileSync(join(FOLDER, name), 'utf8'));
  if (lesson) lessons.set(lesson.id, lesson);
}

/** The words of the checks that do not hold when this was run in place of the solution. */
async function missing(id: string, number: number, answer: string): Promise<readonly string[]> {
  const lesson = lessons.get(id);
  const step = lesson?.steps[number - 1];
  if (!lesson || !step) throw new Error(`There is no step ${number} of ${id}.`);
  const playground = new ProcessPlayground({ createSqlWorker });
  await playground.open();
  const session = createLessonSession(playground.store, playground.editor, lesson, [], undefined, {
    step: number - 1,
    course: false,
    checkDelay: 0,
  });
  const settled = () => playground.run(session.settled());
  try {
    await settled();
    for (const [i, { choices }] of step.questions.entries()) {
      const right = choices.findIndex((choice) => choice.right);
      if (right >= 0) session.actions.choose(i, right);
    }
    await settled();
    playground.editor.edited(answer);
    playground.editor.runScript();
    await playground.until(() => !playground.editor.status().running, 20_000);
    await settled();
    const checks = session.get().steps[number - 1]?.checks ?? [];
    expect(checks).toHaveLength(step.checks.length);
    return checks.flatMap(({ ok, words }) => (ok ? [] : [words]));
  } finally {
    session.end();
    playground.dispose();
  }
}

/** The start of a step, up to and without a line. */
function start(id: string, number: number, until?: string): string {
  const script = lessons.get(id)?.steps[number - 1]?.script ?? '';
  return until === undefined ? script : script.slice(0, script.indexOf(until));
}

const TTL2 = (...lines: string[]) => ['SET here:ada yes EX 5', ...lines].join('\n');

test.each<[string, number, string]>([
  [
    'key-value-store',
    3,
    '# @client db sql\nSELECT city, count(*) FROM users GROUP BY city;\n# @client main\nSET paris:users 2',
  ],
  [
    'key-value-store',
    4,
    '# @client main\nFLUSHDB\n# @client db sql\nSELECT city FROM users WHERE id = 7;\n# @client main\nSET user:7:city Paris',
  ],
  ['strings', 1, 'SET motto "Stay kind"\nSETRANGE motto 9 !'],
  [
    'strings',
    2,
    'DEL mail:7:welcome\n# @client alice\nSETNX mail:7:welcome alice\n# @client bob\nSETNX mail:7:welcome bob',
  ],
  [
    'strings',
    3,
    'SET stock:chairs 20\nINCRBY stock:chairs -1\nDECR stock:chairs\nINCRBY stock:chairs -4\nINCRBY stock:chairs 8',
  ],
  ['ttl', 1, 'SETEX code:lin 30 1234'],
  ['ttl', 1, 'SET code:lin 1234\nEXPIRE code:lin 30'],
  [
    'ttl',
    2,
    TTL2(
      '# @wait 3s',
      'GET here:ada',
      'PEXPIRE here:ada 5000',
      '# @wait 3s',
      'SET here:ada yes EX 5',
      '# @wait 3s',
      'GET here:ada',
    ),
  ],
  [
    'ttl',
    2,
    TTL2(
      '# @wait 3s',
      'GETEX here:ada EX 5',
      '# @wait 3s',
      'EXPIRE here:ada 5',
      '# @wait 3s',
      'GET here:ada',
    ),
  ],
  ['ttl', 3, 'SET offer "10% off" EX 60\n# @wait 2s\nSETRANGE offer 0 2'],
  ['ttl', 3, 'SET offer "10% off" EX 60\n# @wait 2s\nSET offer "20% off" XX KEEPTTL'],
  ['ttl', 4, 'SET cart:lin "2 chairs" EX 30\nGETEX cart:lin PERSIST'],
  ['hashes', 1, 'HSET user:7 name Ada city Paris\nHSET user:7 city Rome\nHMSET user:7 mail ada@example.org'],
  [
    'hashes',
    3,
    'HSET user:7 name Ada\nHSETEX user:7 PX 3000 FIELDS 1 offer 20\nHGET user:7 offer\n# @wait 4s\nHGET user:7 offer',
  ],
  ['lists', 1, 'DEL songs\nRPUSH songs welcome sun river moon rain goodbye'],
  ['lists', 2, 'LRANGE days -5 -3'],
  [
    'lists',
    3,
    '# @client kitchen\nBLPOP orders 20\nBLPOP orders 20\n# @client waiter\n# @wait 1s\nRPUSH orders tea soup',
  ],
  ['lists', 4, 'DEL recent:ada\nLPUSH recent:ada lamp chair table shelf sofa\nLTRIM recent:ada 0 -3'],
  ['sets', 3, 'SINTERSTORE invite likes:films likes:jazz'],
  ['sorted-sets', 2, 'ZRANK game kay\nZREVRANK game kay WITHSCORE\nSET before:kay 4'],
  ['sorted-sets', 3, 'ZREMRANGEBYRANK game 0 2'],
  ['sorted-sets', 4, 'DEL best\nZADD best 300 ada 250 kay\nZADD best GT 120 ada 410 kay 90 lin'],
  [
    'sorted-sets',
    4,
    'DEL best\nZADD best 300 ada 250 kay\nZADD best GT CH 120 ada 410 kay\nZADD best GT 90 lin',
  ],
  ['picking-a-type', 1, 'PSETEX code:lin 600000 204511'],
  ['picking-a-type', 3, 'SADD visitors:monday ada kay\nSADD visitors:monday ada tom'],
  [
    'atomic-operations',
    1,
    'SET stock:chair 10\n# @client alice\nINCRBY stock:chair -1\n# @client bob\nDECRBY stock:chair 1',
  ],
  [
    'atomic-operations',
    4,
    `SET stock:lamp 2\n${"EVAL \"if redis.call('DECR', KEYS[1]) < 0 then redis.call('INCR', KEYS[1]) return 'sold out' end return 'sold'\" 1 stock:lamp\n".repeat(3)}`,
  ],
  [
    'cache-aside',
    3,
    '# @client db sql\nUPDATE products SET price = 29.00 WHERE id = 7;\n# @client main\nUNLINK product:7\nGET product:7',
  ],
  ['sessions', 1, 'MULTI\nHSET session:7f3a city Berlin user ada\nPEXPIRE session:7f3a 30000\nEXEC'],
  [
    'sessions',
    2,
    'HSET session:7f3a user ada\nEXPIRE session:7f3a 12\nHGET session:7f3a user\nPEXPIRE session:7f3a 30000\n# @wait 5s\nHGET session:7f3a user\nPEXPIRE session:7f3a 30000',
  ],
  ['sessions', 4, 'UNLINK session:7f3a'],
  ['leaderboards', 2, 'ZREVRANGE board 0 2 WITHSCORES\nZREVRANK board kay'],
  ['leaderboards', 3, 'ZADD board 130 zoe\nZPOPMIN board 3'],
  ['leaderboards', 4, 'ZREVRANGE feed:ada 0 1\nZRANGEBYSCORE feed:ada 1700000200 +inf'],
  ['queues', 1, 'DEL jobs\nRPUSH jobs a b c\nBLPOP jobs 1'],
  [
    'queues',
    4,
    `${start('queues', 4)}\nXCLAIM orders shop worker-2 3000 1-1\nXACK orders shop 1-1\nXACK orders shop 2-1`,
  ],
  [
    'queues',
    2,
    'DEL jobs working\nLPUSH jobs job-1 job-2\nRPOPLPUSH jobs working\nLMOVE working jobs LEFT RIGHT',
  ],
  ['pub-sub', 4, `${start('pub-sub', 4)}\n# @client mia\nXRANGE radio - +`],
  ['durability', 1, 'SET before a\nBGSAVE\nSET after b'],
  [
    'when-not',
    3,
    "# @client db sql\nDELETE FROM accounts;\nINSERT INTO accounts VALUES ('ada', 100), ('lin', 0);\nSTART TRANSACTION;\nUPDATE accounts SET balance = 40 WHERE name = 'ada';\nUPDATE accounts SET balance = 60 WHERE name = 'lin';\nEND;",
  ],
])('%s %i takes what is right in another way: %j', async (id, number, answer) => {
  expect(await missing(id, number, answer)).toEqual([]);
});

test.each<[string, number, string]>([
  ['key-value-store', 1, 'GET user:7:city\nSET user:7:city Paris'],
  ['strings', 2, 'DEL mail:7:welcome\n# @client alice\nSET mail:7:welcome alice'],
  ['ttl', 2, TTL2('# @wait 3s', 'GET here:ada', '# @wait 6s', 'GET here:ada')],
  ['ttl', 2, 'SET here:ada yes EX 12\n# @wait 9s\nGET here:ada'],
  ['ttl', 3, 'SET offer "10% off" EX 60\n# @wait 2s\nSET offer "20% off" EX 58'],
  ['hashes', 4, 'EXISTS user:42'],
  ['pub-sub', 1, '# @client ada\nSUBSCRIBE news\n# @client radio\nPUBLISH news "It rains."'],
  ['ttl', 3, 'SET offer "10% off" EX 60\n# @wait 2s\nSET offer "20% off"\nEXPIRE offer 58'],
  ['lists', 3, '# @client kitchen\nBLPOP orders 20\n# @client waiter\nRPUSH orders soup'],
  ['sorted-sets', 2, 'ZRANK game kay\nSET before:kay 2'],
  ['picking-a-type', 2, 'HSET cart:kay lamp 3 chair 1'],
  ['atomic-operations', 1, 'SET stock:chair 10\nSET stock:chair 8'],
  [
    'atomic-operations',
    3,
    'SET points:ada 50\n# @client phone\nGET points:ada\nWATCH points:ada\n# @client laptop\nDECRBY points:ada 30\n# @client phone\nMULTI\nDECRBY points:ada 40\nEXEC',
  ],
  [
    'cache-aside',
    3,
    '# @client main\nDEL product:7\n# @client db sql\nUPDATE products SET price = 29.00 WHERE id = 7;',
  ],
  ['sessions', 5, 'DEL session:7f3a session:b801'],
  ['leaderboards', 2, 'ZRANGE board 0 -1 WITHSCORES\nZREVRANK board kay'],
  ['leaderboards', 4, 'ZRANGE feed:ada 0 -1\nZRANGE feed:ada 1700000200 +inf BYSCORE'],
  [
    'queues',
    1,
    '# @client worker\nBRPOP jobs 10\n# @client boss\nLPUSH jobs "send mail to ada"\nLPUSH jobs a b c\nLPOP jobs',
  ],
  ['queues', 4, `${start('queues', 4)}\nXACK orders shop 1-1 2-1`],
  [
    'queues',
    4,
    `${start('queues', 4, '# @wait')}\nXAUTOCLAIM orders shop worker-2 3000 0\nXACK orders shop 1-1 2-1`,
  ],
  ['pub-sub', 2, '# @client lin\nSUBSCRIBE weather\n# @client radio\nPUBLISH weather one'],
  ['durability', 1, 'SET before a\nLASTSAVE\nSET after b'],
  [
    'when-not',
    3,
    "# @client db sql\nDELETE FROM accounts;\nINSERT INTO accounts VALUES ('ada', 40), ('lin', 60);",
  ],
])('%s %i does not take what is wrong: %j', async (id, number, answer) => {
  expect(await missing(id, number, answer)).not.toEqual([]);
});
