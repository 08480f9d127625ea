/** Makes the checks of a step: asks the stores for what they need, and judges. */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import { evaluate } from '../../lessons/evaluate.ts';
import type { Step } from '../../lessons/lesson.ts';
import { type Peeked, type SeenRows, wanted } from '../../lessons/observation.ts';
import type { Rows } from './beside.ts';
import type { Recorder } from './recorder.ts';
import type { CheckState, StepState } from './state.ts';

/** Whether checks of a step may come to another result by time alone. */
export function dependsOnTime({ checks }: Step): boolean {
  return checks.some((check) => {
    return wanted(check).commands.length > 0;
  });
}

/** One result for each check; undefined where the engine cannot be asked now. */
export async function checkStep(
  store: StoreApi<PlaygroundStore>,
  tables: Rows,
  step: Step,
  recorder: Recorder,
  state: () => StepState | undefined,
): Promise<readonly CheckState[] | undefined> {
  const needs = step.checks.map(wanted);
  const commands = new Map(
    needs.flatMap((need) => need.commands).map((argv) => [JSON.stringify(argv), argv] as const),
  );
  const rows = new Map<string, SeenRows>();
  for (const query of new Set(needs.flatMap(({ queries }) => queries)))
    rows.set(query, await tables.read(query));
  // Even without commands: with the answer comes the log up to now.
  const answer = await store
    .getState()
    .actions.call('peek', { db: 0, commands: [...commands.values()] })
    .catch(() => undefined);
  if (!answer) return undefined;
  const { replies } = answer;
  const peeked = new Map<string, Peeked | undefined>([...commands.keys()].map((key, i) => [key, replies[i]]));
  const answers = step.questions.flatMap(({ choices }, i) => {
    if (choices.length === 0) return [];
    const choice = state()?.answers[i]?.choice;
    return [choice === undefined ? undefined : choices[choice]?.right];
  });
  return step.checks.map((check) =>
    evaluate(check, {
      log: recorder.log,
      programs: recorder.programs,
      answers,
      peek: (argv) => peeked.get(JSON.stringify(argv)),
      rows: (query) => rows.get(query),
    }),
  );
}
