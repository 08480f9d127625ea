/** What was dropped, folders opened: `appendonlydir` is one. */

/** A folder deeper or fuller than this was dropped by mistake. */
const MAX_DEPTH = 4;
const MAX_FILES = 1000;

/** The files of a drop. Call it in the event: afterwards the browser tells nothing of it any more. */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const plain = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(plain);
  return collect(entries.filter((entry) => entry !== null));
}

// Not every browser has the classes of these by name.
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function collect(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const add = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (isFile(entry)) {
      files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
      if (files.length > MAX_FILES) throw new Error('there are too many files in this folder');
    } else if (isFolder(entry) && depth < MAX_DEPTH) {
      for (const child of await children(entry)) await add(child, depth + 1);
    }
  };
  for (const entry of entries) await add(entry, 0);
  return files;
}

/** A browser gives the entries of a folder in batches, the last of them empty. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0 || all.length > MAX_FILES) return all;
    all.push(...batch);
  }
}
