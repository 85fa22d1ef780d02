import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { serverJar } from './tools.mjs';

/** A server of one's own, as a person would start it. */
export class Server {
  readonly #home = mkdtempSync(join(tmpdir(), 'chat-e2e-'));
  readonly #dataDir = join(this.#home, 'data');
  readonly #flags: readonly string[];
  #process: ChildProcess | undefined;
  #log = '';
  port = 0;

  constructor(...flags: string[]) {
    this.#flags = flags;
  }

  /** Starts it, the first time on any free port, later on the same one; done when it says where the page is. */
  async start(classes = `-XX:SharedArchiveFile=${env.E2E_CLASS_ARCHIVE}`): Promise<this> {
    const process = spawn(
      'java',
      [
        ...['-Xmx192m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', classes, '-jar', serverJar()],
        ...['--host', '127.0.0.1', '--port', `${this.port}`, '--data-dir', this.#dataDir, ...this.#flags],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: environment() },
    );
    this.#process = process;
    const before = this.#log.length;
    process.stderr.on('data', (data) => (this.#log += data));
    await new Promise<void>((done, fail) => {
      process.stdout.on('data', (data) => {
        this.#log += data;
        const address = /https?:\/\/[^/\s]+:(\d+)\//.exec(this.#log.slice(before));
        if (address !== null) {
          this.port = Number(address[1]);
          done();
        }
      });
      process.once('exit', () => fail(new Error(`server: ended (expected: a line with its address)\n${this.#log}`)));
    });
    return this;
  }

  /** Everything it said so far. */
  get log(): string {
    return this.#log;
  }

  /** Stops it as a service manager would, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process !== undefined && process.exitCode === null && process.signalCode === null) {
      process.kill(signal);
      await once(process, 'exit');
    }
  }

  /** Copies all it stores into a file, which `restore` takes. */
  async backup(): Promise<string> {
    const file = join(this.#home, 'copy.backup');
    await this.#command('backup', file);
    return file;
  }

  /** Puts a backup in the place of what is stored; the server must not run. */
  async restore(backup: string): Promise<void> {
    await this.#command('restore', backup, '--replace');
  }

  /** Loses all it stores, its key included; it must not run. */
  forget(): void {
    rmSync(this.#dataDir, { recursive: true });
  }

  async #command(...args: string[]): Promise<void> {
    const process = spawn('java', ['-jar', serverJar(), ...args, '--data-dir', this.#dataDir], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environment(),
    });
    let said = '';
    process.stderr.on('data', (data) => (said += data));
    const [code] = await once(process, 'exit');
    if (code !== 0) {
      throw new Error(`${args.join(' ')}: ended with ${code} (expected: 0)\n${said}`);
    }
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Ours without CHAT_…, which are settings of the server's: CHAT_JAR is none, and no test wants one by surprise. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('CHAT_')));
}
