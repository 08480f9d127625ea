/** Commands that load our files elsewhere, and bring a server's files here. */

export type ServerKind = 'redis' | 'valkey' | 'docker-redis' | 'docker-valkey';

export interface Recipe {
  readonly title: string;
  readonly text: string;
  readonly command: string;
}

/** In a container the folder of the person is /data, where the images look for their files. */
const START: Readonly<Record<ServerKind, (options: string) => string>> = {
  redis: (options) => `redis-server --dir "$PWD" ${options}`,
  valkey: (options) => `valkey-server --dir "$PWD" ${options}`,
  'docker-redis': (options) => `docker run --rm -p 6379:6379 -v "$PWD":/data redis:8 redis-server ${options}`,
  'docker-valkey': (options) =>
    `docker run --rm -p 6379:6379 -v "$PWD":/data valkey/valkey:8 valkey-server ${options}`,
};

/** The recipes for one kind of server; each is to be run in the folder with the file. */
export function recipes(server: ServerKind): readonly Recipe[] {
  const start = START[server];
  const client = server.endsWith('valkey') ? 'valkey-cli' : 'redis-cli';
  return [
    {
      title: 'Start a server with dump.rdb',
      text: 'In the folder that dump.rdb is in. Without the append-only log, which a server would read instead.',
      command: start('--dbfilename dump.rdb --appendonly no'),
    },
    {
      title: 'Start a server with the append-only log',
      text: 'In the folder that appendonlydir.zip is in. The server goes on writing the log.',
      command: `unzip appendonlydir.zip\n${start('--appendonly yes')}`,
    },
    {
      title: 'Add the keys to a server that runs',
      text: 'The script runs like anybody’s commands: what is there stays, and keys of the same name are added to or replaced.',
      command: `${client} -h 127.0.0.1 -p 6379 < keyspace.redis`,
    },
    {
      title: 'And back: take a snapshot of a server to open here',
      text: 'The server makes it and the client saves it, without touching the server’s own files.',
      command: `${client} -h 127.0.0.1 -p 6379 --rdb dump.rdb`,
    },
  ];
}
