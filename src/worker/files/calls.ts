/** The page's calls about files. What they need is fetched when the first of them comes: most visits have none. */
import type { Methods } from '../../protocol/methods.ts';
import type { Host } from '../host.ts';

const making = () => import('./download.ts');
const opening = () => import('./open.ts');

type FileMethod = 'download' | 'inspectFile' | 'importFile' | 'cancelFile';

export const fileCalls: {
  readonly [M in FileMethod]: (
    host: Host,
    params: Methods[M]['params'],
  ) => Methods[M]['result'] | Promise<Methods[M]['result']>;
} = {
  download: (host, { format }) =>
    host.files.run(async (job) => {
      const { makeDownload } = await making();
      return makeDownload(host.engine, format, new Date(host.platform.now()), job);
    }),
  inspectFile: (host, { files }) =>
    host.files.run(async (job) => (await opening()).inspect(host.engine, files, job)),
  importFile: (host, { files, mode }) => {
    if (host.keeping.readOnly) throw new Error('Another tab writes this playground. Take it over first.');
    return host.exclusively(() =>
      host.files.run(async (job) => (await opening()).load(host.engine, host.keeping, files, mode, job)),
    );
  },
  // Done when the message came in: see `Host.receive`.
  cancelFile: () => undefined,
};
