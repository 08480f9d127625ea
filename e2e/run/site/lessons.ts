/**
 * What the site has of the lessons besides their files. `lessons/x.md?entry` is a small module with the titles, read from the
 * file when the site is built, so that the list of all lessons loads none of their texts. `lessons/x.html` is a lesson as a
 * page to read and print.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { PageParts } from '../../../src/app/gallery/page.ts';
import type { LessonFacts } from '../../../src/app/lessons/course.ts';
import { coursePage, lessonPage } from '../../../src/app/lessons/page/page.ts';
import type { Lesson } from '../../../src/lessons/lesson.ts';
import { readLesson } from '../../../src/lessons/read.ts';
import { glossaryOf } from '../../../src/lessons/terms.ts';
import { TEXT_PAGE_POLICY } from './policy.ts';

const QUERY = '?entry';
const FOLDER = 'src/scenarios/lessons';
const ENTRY = 'src/app/lessons/page/read.ts';
const SITE = process.env.KEYGLASS_SITE?.replace(/\/*$/, '/');

export function lessons(): Plugin {
  let building = false;
  return {
    name: 'keyglass:lessons',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build' && !config.build.ssr;
    },
    buildStart() {
      if (building) this.emitFile({ type: 'chunk', id: ENTRY, name: 'lesson-page' });
    },
    async load(id) {
      if (!id.endsWith(`.md${QUERY}`)) return null;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      const { lesson, problems } = readLesson(await readFile(file, 'utf8'));
      // What is no lesson is left out of the course; `npm run lessons` is what fails.
      const [first] = problems.filter(({ severity }) => severity === 'error');
      if (first) this.warn(`${file}:${first.line}: ${first.message}`);
      return `export default ${JSON.stringify(lesson && factsOf(lesson))};`;
    },
    async generateBundle(_options, bundle) {
      const chunk = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(ENTRY),
      );
      if (chunk?.type !== 'chunk') return;
      const styles = [...(chunk.viteMetadata?.importedCss ?? [])].map((file) => `../${file}`);
      const parts = { script: `../${chunk.fileName}`, styles, policy: TEXT_PAGE_POLICY, site: SITE };
      for (const [fileName, source] of pages(await readCourse(), parts))
        this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, name] = /^\/(lessons\/(?:[a-z0-9-]+\.html)?)(?:\?|$)/.exec(request.url ?? '') ?? [];
        if (name === undefined) return next();
        const parts = { script: `/${ENTRY}`, styles: [], policy: undefined, site: undefined };
        readCourse().then((course) => {
          const page = new Map(pages(course, parts)).get(name.replace(/\/$/, '/index.html'));
          if (page === undefined) return next();
          response.setHeader('Content-Type', 'text/html; charset=utf-8');
          response.end(page);
        }, next);
      });
    },
  };
}

function factsOf({ id, title, summary, minutes, terms, steps }: Lesson): LessonFacts {
  return { id, title, summary, minutes, terms, steps: steps.map((step) => step.title) };
}

/** All lessons, in the order of their files. */
async function readCourse(): Promise<readonly Lesson[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8')));
  return texts.flatMap((text) => readLesson(text).lesson ?? []);
}

/** Pages by their names. */
function pages(course: readonly Lesson[], parts: PageParts): readonly (readonly [string, string])[] {
  const glossary = glossaryOf(course);
  return [
    ['lessons/index.html', coursePage(course, parts)],
    ...course.map((lesson, i): readonly [string, string] => {
      const others = { previous: course[i - 1], next: course[i + 1] };
      return [`lessons/${lesson.id}.html`, lessonPage(lesson, i + 1, others, glossary, parts)];
    }),
  ];
}
