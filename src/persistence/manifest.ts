/**
 * The manifest of a multi-part command log: which files make up the log, in which order. A line a file:
 * `file NAME seq N type b|h|i` for the base, history (to be deleted) and increments. Source: the reference's `aof.c`.
 */

export interface LogFile {
  readonly name: string;
  readonly seq: number;
}

export interface Manifest {
  readonly base: LogFile | undefined;
  /** In the order in which they are to be replayed. */
  readonly increments: readonly LogFile[];
}

/** Name of the manifest and of what stands before the parts' numbers. */
export const LOG_NAME = 'appendonly.aof';
export const MANIFEST_NAME = `${LOG_NAME}.manifest`;
export const LOG_FOLDER = 'appendonlydir';

export const baseName = (seq: number): string => `${LOG_NAME}.${seq}.base.rdb`;
export const incrementName = (seq: number): string => `${LOG_NAME}.${seq}.incr.aof`;

/** Reads a manifest, or says what is wrong with it. A name that leaves the folder is wrong. */
export function parseManifest(text: string): Manifest | string {
  let base: LogFile | undefined;
  const increments: LogFile[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const match = /^file (?:"([^"\\]+)"|(\S+)) seq (\d{1,15}) type ([bhi])(?: .*)?$/.exec(line);
    const [, quoted, plain, seq = '', type = ''] = match ?? [];
    const name = quoted ?? plain ?? '';
    if (!match) return `line ${i + 1} of the manifest is no entry`;
    if (/[/\\]/.test(name) || name.startsWith('..')) return `line ${i + 1} of the manifest leaves the folder`;
    if (type === 'b') {
      if (base) return 'the manifest names two bases';
      base = { name, seq: Number(seq) };
    } else if (type === 'i') {
      const last = increments.at(-1);
      if (last && last.seq >= Number(seq)) return 'the increments of the manifest are out of order';
      increments.push({ name, seq: Number(seq) });
    }
  }
  return { base, increments };
}

export function formatManifest({ base, increments }: Manifest): string {
  const quoted = (name: string) => (/[ "'\\]/.test(name) ? JSON.stringify(name) : name);
  const line = ({ name, seq }: LogFile, type: string) => `file ${quoted(name)} seq ${seq} type ${type}\n`;
  return (base ? line(base, 'b') : '') + increments.map((file) => line(file, 'i')).join('');
}
