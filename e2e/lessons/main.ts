/** `npm run lessons`: every lesson, or those whose paths are given. One line a step; what is wrong below it. */
import './browser.ts';
import { setMaxListeners } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { checkLesson, type Finding } from './check.ts';
import { brokenLinks } from './links.ts';

// Each of a run's programs listens for its end.
setMaxListeners(1000);
const FOLDER = 'src/scenarios/lessons';
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const ours = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => join(FOLDER, name));
const paths = given.length > 0 ? given : ours;
/** What links may lead to. */
const lessons = new Map<string, Lesson>();
for (const path of [...ours, ...given]) {
  const { lesson } = readLesson(readFileSync(path, 'utf8'));
  if (lesson) lessons.set(lesson.id, lesson);
}

let failed = 0;
let steps = 0;
const started = performance.now();
const seen = new Map<string, string>();
for (const path of paths) {
  const report = await checkLesson(readFileSync(path, 'utf8'));
  const tell = ({ line, message }: Finding) => {
    failed++;
    console.log(`    ${path}:${line}: ${message.replaceAll('\n', '\n      ')}`);
  };
  const before = seen.get(report.id);
  const lesson = lessons.get(report.id);
  const wrong = [
    ...(before === undefined ? [] : [{ line: 1, message: `${before} has the same id.` }]),
    ...(lesson ? brokenLinks(lesson, lessons) : []),
  ];
  seen.set(report.id, path);
  if (report.findings.length + wrong.length > 0) {
    console.log(`FAIL ${report.id}`);
    [...report.findings, ...wrong].forEach(tell);
  }
  for (const { number, title, checks, ms, findings } of report.steps) {
    steps++;
    const mark = findings.length > 0 ? 'FAIL' : 'ok  ';
    console.log(`${mark} ${report.id} ${number}. ${title} (${checks} checks, ${Math.round(ms)} ms)`);
    findings.forEach(tell);
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${paths.length} lessons, ${steps} steps, ${failed} problems (${seconds} s)`);
process.exit(failed > 0 ? 1 : 0);
