/** Reads a `question` block. */
import type { Choice, Question } from './lesson.ts';
import { LIMITS } from './limits.ts';
import { joinLines, type Line, type LinedText } from './lines.ts';
import type { Problems } from './problems.ts';
import type { RawBlock } from './scan.ts';

export interface ReadQuestion {
  readonly question: Question;
  /** Its Markdown, and its choices' scripts, for what they say about themselves. */
  readonly markdown: readonly LinedText[];
  readonly scripts: readonly LinedText[];
}

const CHOICE = /^ {0,3}[-*] \[([ xX])\](?: (.*))?$/;

export function readQuestion({ line, lines }: RawBlock, problems: Problems): ReadQuestion {
  const cut = lines.findIndex(({ text }) => text.trimEnd() === '---');
  if (cut < 0) problems.error(line, 'A question has its answer below a line of “---”.');
  const asked = cut < 0 ? lines : lines.slice(0, cut);
  const answer = joinLines(cut < 0 ? [] : lines.slice(cut + 1));
  if (cut >= 0 && answer.text === '') problems.error(line, 'There is no answer below “---”.');
  const text: Line[] = [];
  const choices: { text: Line; right: boolean; script: Line[] }[] = [];
  for (const each of asked) {
    const found = CHOICE.exec(each.text);
    const last = choices.at(-1);
    if (found) {
      if ((found[2] ?? '').trim() === '') problems.error(each.line, 'This choice has no text.');
      choices.push({
        text: { text: (found[2] ?? '').trim(), line: each.line },
        right: found[1] !== ' ',
        script: [],
      });
    } else if (!last) text.push(each);
    else if (each.text.startsWith('    ')) last.script.push({ text: each.text.slice(4), line: each.line });
    else if (each.text.trim() === '') last.script.push({ text: '', line: each.line });
    else
      problems.error(
        each.line,
        'Below a choice stand only its commands, indented by four blanks, and the next choice.',
      );
  }
  const wording = joinLines(text);
  if (wording.text === '') problems.error(line, 'This question asks nothing.');
  if (choices.length === 1) problems.error(line, 'A question with choices has two of them or more.');
  if (choices.length > LIMITS.choices)
    problems.tooMuch(line, `A question has at most ${LIMITS.choices} choices.`);
  if (choices.length > 0 && !choices.some(({ right }) => right))
    problems.error(line, 'None of the choices is right: mark one with [x].');
  const scripts = choices.map(({ script }) => joinLines(script));
  const read = choices.map(
    ({ text: { text }, right }, i): Choice => ({ text, right, script: scripts[i]?.text ?? '' }),
  );
  return {
    question: { line, text: wording.text, choices: read, answer: answer.text },
    markdown: [wording, ...choices.map(({ text }) => joinLines([text])), answer],
    scripts,
  };
}
