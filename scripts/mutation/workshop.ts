// A copy of the project in which faults are put into sources and its tests run: a crash leaves a fault
// there, never in the working tree. Packages are linked, all else is copied.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestRun {
  outcome: 'passed' | 'failed' | 'timeout';
  seconds: number;
  /** The first test that failed, with its file; empty where none did. */
  failed: string;
  /** Seconds of each test file that ran. */
  files: Map<string, number>;
}

export class Workshop {
  readonly folder: string;
  #running: ChildProcess | null = null;

  constructor(root: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'panicroom-mutation-'));
    const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    for (const file of listed.split('\0')) {
      if (file === '') continue;
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file));
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  textOf(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Does `work` while the file has this text. */
  async with<Result>(file: string, text: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.textOf(file);
    writeFileSync(join(this.folder, file), text);
    try {
      return await work();
    } finally {
      writeFileSync(join(this.folder, file), before);
    }
  }

  /** @param seconds after which all that was started is killed; null: none. */
  run(tests: readonly string[], seconds: number | null, bail: boolean): Promise<TestRun> {
    const report = join(this.folder, 'mutation-report.json');
    rmSync(report, { force: true });
    const started = performance.now();
    // A group of its own: an endless loop sits in a process that the runner started.
    const child = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        ...['run', '--config', this.#configOf(tests)],
        ...['--reporter', 'json', '--outputFile', report, ...(bail ? ['--bail', '1'] : [])],
      ],
      {
        cwd: this.folder,
        detached: true,
        stdio: 'ignore',
        // Logs that are not part of the project, so that figures are the same everywhere.
        env: { ...process.env, PANICROOM_CORPORA: join(this.folder, 'none') },
      },
    );
    this.#running = child;
    return new Promise((resolve) => {
      let isLate = false;
      const late = () => {
        isLate = true;
        this.#kill();
      };
      const timer = seconds === null ? null : setTimeout(late, seconds * 1000);
      child.on('close', (code) => {
        if (timer) clearTimeout(timer);
        this.#running = null;
        const took = (performance.now() - started) / 1000;
        const outcome = isLate ? 'timeout' : code === 0 ? 'passed' : 'failed';
        resolve({ outcome, seconds: took, ...this.#read(report) });
      });
    });
  }

  /** Ends what is running, and leaves nothing behind. */
  remove(): void {
    this.#kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Tests in the order that they are given in, where the runner would begin with the longest. */
  #configOf(tests: readonly string[]): string {
    const path = join(this.folder, 'mutation.config.mjs');
    writeFileSync(
      path,
      `import { BaseSequencer } from 'vitest/node';
const include = ${JSON.stringify(tests)};
const place = ({ moduleId }) => include.findIndex((file) => moduleId.endsWith(file));
class InOrder extends BaseSequencer {
  sort(files) {
    return [...files].sort((a, b) => place(a) - place(b));
  }
}
export default {
  test: {
    include,
    // A module is loaded once a process, not once a test file: a third of the time.
    isolate: false,
    sequence: { sequencer: InOrder },
    testTimeout: 60_000,
  },
};
`,
    );
    return path;
  }

  #kill(): void {
    const pid = this.#running?.pid;
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }

  #read(report: string): Pick<TestRun, 'failed' | 'files'> {
    const files = new Map<string, number>();
    let results: VitestFile[];
    try {
      results = (JSON.parse(readFileSync(report, 'utf8')) as { testResults: VitestFile[] })
        .testResults;
    } catch {
      return { failed: '', files };
    }
    const failed: string[] = [];
    const broken: string[] = [];
    for (const { name, startTime, endTime, status, assertionResults } of results) {
      const file = name.slice(name.indexOf('/test/') + 1);
      files.set(file, (endTime - startTime) / 1000);
      const first = assertionResults.find((each) => each.status === 'failed');
      if (first) failed.push(`${file}: ${first.fullName}`);
      else if (status === 'failed') broken.push(file);
    }
    // Files that were not begun any more count as broken, too.
    return { failed: failed[0] ?? broken[0] ?? '', files };
  }
}

interface VitestFile {
  name: string;
  status: string;
  startTime: number;
  endTime: number;
  assertionResults: { status: string; fullName: string }[];
}
