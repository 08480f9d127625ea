/**
 * A real server to compare with: found on the machine, or installed from Debian's packages where that can be done, and
 * started on a free loopback port with a directory of its own.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RespClient } from './client.ts';

/** Path of redis-server, or undefined and why there is none. Tries to install it once. */
export function findRedis(): { path: string } | { path: undefined; why: string } {
  const found = which('redis-server');
  if (found) return { path: found };
  if (!isDebian()) return { path: undefined, why: 'redis-server is not installed, and this is not Debian' };
  if (process.getuid?.() !== 0)
    return {
      path: undefined,
      why: 'redis-server is not installed; run `apt-get install redis-server` as root',
    };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', 'redis-server'], { env, stdio: 'ignore' });
  if (install().status !== 0) {
    spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
    install();
  }
  const installed = which('redis-server');
  if (installed) return { path: installed };
  return { path: undefined, why: 'redis-server is not installed, and apt-get could not install it' };
}

function which(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const path = join(folder, name);
    if (folder !== '' && existsSync(path)) return path;
  }
  return undefined;
}

function isDebian(): boolean {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export class RealServer {
  readonly port: number;
  /** Such as `7.0.15`. */
  readonly version: string;
  readonly pid: number;
  private readonly process: ChildProcess;
  private readonly folder: string;

  private constructor(port: number, version: string, process: ChildProcess, folder: string) {
    this.port = port;
    this.version = version;
    this.process = process;
    this.pid = process.pid ?? 0;
    this.folder = folder;
  }

  /**
   * Starts redis-server with no persistence and DEBUG allowed. `extra` are further parameters; `prepare` may put files into
   * the server's folder before it starts.
   */
  static async start(
    path: string,
    extra: Readonly<Record<string, string>> = {},
    prepare: (folder: string) => void = () => undefined,
  ): Promise<RealServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'keyglass-redis-'));
    const options = {
      port: String(port),
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: 'no',
      'enable-debug-command': 'yes',
      // Blocked clients time out when its timer next runs: ten times a second would be long to wait.
      hz: '500',
      ...extra,
    };
    prepare(folder);
    const child = spawn(
      path,
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: 'ignore' },
    );
    for (let i = 0; i < 200; i++) {
      const client = await RespClient.open(port).catch(() => undefined);
      if (client) {
        const info = await client.send('INFO', 'server');
        client.close();
        const version = /redis_version:(\S+)/.exec(String(info))?.[1] ?? '0';
        return new RealServer(port, version, child, folder);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    child.kill('SIGKILL');
    throw new Error(`${path} did not answer on port ${port}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
