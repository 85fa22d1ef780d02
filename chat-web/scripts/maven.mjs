// What Maven runs: `node scripts/maven.mjs build|test`. Does the work only when its inputs changed since it last succeeded.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = fileURLToPath(new URL('..', import.meta.url));
const PROTOCOL = join(MODULE, '../chat-protocol/src');
/** The words of the server that the tests compare with those of the page. */
const API = ['auth/Why.java', 'api/ApiError.java'].map((file) =>
  join(MODULE, '../chat-server/src/main/java/chat/server', file),
);
const PAGE = ['package.json', 'package-lock.json', 'index.html', 'vite.config.ts', 'scripts', 'public', 'src'];
const TESTED = [...PAGE, 'test', 'e2e', 'tsconfig.json', '.prettierrc.json', PROTOCOL, ...API];

const goal = process.argv[2];
if (goal !== 'build' && goal !== 'test') {
  console.error(`goal: ${goal} (expected: build or test)`);
  process.exit(2);
}

unlessDone('node_modules/.installed', ['package.json', 'package-lock.json', '.npmrc'], () => npm('ci'));
if (goal === 'build') {
  const gone = !existsSync(join(MODULE, 'target/classes/web/index.html'));
  unlessDone('target/web-built', PAGE, () => npm('run', '--silent', 'build'), gone);
} else {
  unlessDone('target/web-tested', TESTED, () => npm('run', '--silent', 'test'), process.env.CI !== undefined);
}

function unlessDone(stamp, inputs, work, always = false) {
  const file = join(MODULE, stamp);
  const wanted = fingerprint(inputs);
  if (!always && existsSync(file) && readFileSync(file, 'utf8') === wanted) {
    return;
  }
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

/** A hash over names and contents of all files below the inputs. */
function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesBelow(resolve(MODULE, input)))) {
    hash.update(relative(MODULE, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) {
    return [];
  }
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesBelow(join(path, entry.name)));
  } catch (e) {
    if (e.code === 'ENOTDIR') {
      return [path];
    }
    throw e;
  }
}

function npm(...args) {
  // On Windows npm is a script, which only a shell can start; the arguments are constants of this file.
  const { status } = spawnSync('npm', args, { cwd: MODULE, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
