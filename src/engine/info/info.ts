/**
 * INFO: sections of `name:value` lines, in the reference's names. Only figures that are true here are shown; what belongs
 * to sockets, processes and replicas has no line. A host adds a section of its own, or lines to one, with `register`.
 */
import type { Engine } from '../engine.ts';
import { stateSections } from './state.ts';
import { statisticsSections } from './statistics.ts';

/** A line's name and value. */
export type Line = readonly [name: string, value: string | number];

export interface Section {
  /** As it is asked for: `memory`. */
  readonly name: string;
  /** As it is shown: `Memory`. */
  readonly title: string;
  /** Shown where no section is asked for. */
  readonly byDefault: boolean;
  lines(engine: Engine): Iterable<Line>;
}

/** The reference's order. */
const ORDER =
  'server clients memory persistence stats replication commandstats errorstats latencystats cluster keyspace keysizes'.split(
    ' ',
  );

export class Info {
  private readonly sections: Section[] = [...stateSections, ...statisticsSections].sort(
    (a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name),
  );

  /** Adds a section; one of the same name gets its lines added. */
  register(section: Section): void {
    const at = this.sections.findIndex(({ name }) => name === section.name);
    const known = this.sections[at];
    if (!known) this.sections.push(section);
    else {
      this.sections[at] = {
        ...known,
        *lines(engine) {
          yield* known.lines(engine);
          yield* section.lines(engine);
        },
      };
    }
  }

  /** The text for the sections asked for, in any letter case; none means the usual ones. */
  text(engine: Engine, wanted: readonly string[]): string {
    const names = new Set(wanted.map((name) => name.toLowerCase()));
    const all = names.has('all') || names.has('everything');
    const usual = names.size === 0 || names.has('default');
    return this.sections
      .filter(({ name, byDefault }) => all || names.has(name) || (usual && byDefault))
      .map((section) => {
        const lines = [...section.lines(engine)].map(([name, value]) => `${name}:${value}\r\n`);
        return `# ${section.title}\r\n${lines.join('')}`;
      })
      .join('\r\n');
  }
}
