// `panicroom triage --ndjson` over many logs: as many at once as there are processors, answers in the
// order of the inputs, and a file of answers that a run which was ended goes on with.
//
// Each thread runs this same program; what it is told is one path, what it gives back one line. A log is
// read in pieces, and no thread is more than a few logs ahead of the one that is waited for, so that
// memory does not grow with their number.

import { createReadStream, realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type BriefReport, briefReport } from '../fleet/brief-report.ts';
import { reasonOf } from '../library/text-file.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { TriageReport } from '../model/triage-report.ts';
import { grouped } from '../plan/grouped.ts';
import { answerLog, isRecognised, type Refusal } from './answer-log.ts';
import type { Io } from './io.ts';
import { logsAmong, readInputs } from './read-input.ts';
import type { TriageOptions } from './triage.ts';

interface Answer {
  line: string;
  /** For whoever watches; null: nothing. */
  said: string | null;
  isRead: boolean;
  isRecognised: boolean;
}

interface Answers {
  /** Names of the logs that it has. */
  known: Set<string>;
  file: FileHandle;
}

interface ThreadData {
  panicroomThread: true;
  knowledge: Knowledge;
  brief: boolean;
}

/** What a thread is asked and gives back: `at` is the log's place among all. */
interface Question {
  at: number;
  path: string;
}
interface Reply {
  at: number;
  answer: Answer;
}

/** Logs that may be answered before the one that is waited for, a thread. */
const ahead = 16;
/** Logs that a thread has in hand: it goes on with the next while this one takes what it gave. */
const inHand = 4;
/**
 * For what lives no longer than one log. Where it is too small, parts of a log are taken for what will
 * last, and clearing them away costs a good part of the time.
 */
const youngGeneration = { maxYoungGenerationSizeMb: 96 };

function answerLine(answer: TriageReport | Refusal, brief: boolean): string {
  const shown: TriageReport | BriefReport | Refusal =
    brief && !('error' in answer) ? briefReport(answer) : answer;
  return `${JSON.stringify(shown)}\n`;
}

/** Exit status as of `triage`. */
export async function triageFleet(
  files: readonly string[],
  options: TriageOptions,
  knowledge: Knowledge,
  io: Io,
): Promise<number> {
  const brief = options.brief === true;
  let out: Answers | null = null;
  try {
    if (options.resume !== undefined) out = await openAnswers(options.resume);
  } catch (error) {
    io.stderr(
      error instanceof NoAnswers
        ? `${error.message}\n`
        : `${options.resume} cannot be written: ${reasonOf(error)}.\n`,
    );
    return 2;
  }
  const logs = (await logsAmong(files)).filter((path) => !out?.known.has(path));
  if (out !== null && out.known.size > 0) {
    io.stderr(
      `${grouped(out.known.size)} logs were answered before; ${grouped(logs.length)} are left.\n`,
    );
  }
  let read = 0;
  let recognised = 0;
  const take = async (answers: readonly Answer[]) => {
    for (const { said, isRead, isRecognised } of answers) {
      if (said !== null) io.stderr(said);
      read += Number(isRead);
      recognised += Number(isRecognised);
    }
    const lines = answers.map(({ line }) => line).join('');
    if (out !== null) await out.file.appendFile(lines);
    else {
      await io.drained();
      io.stdout(lines);
    }
  };
  try {
    // A thread takes a good part of a second to begin, and none but this one has the standard input.
    const worth = logs.includes('-') ? 1 : Math.floor(logs.length / ahead);
    const jobs = Math.max(1, Math.min(options.jobs ?? 1, worth));
    if (jobs === 1) for (const path of logs) await take([await answerPath(path, knowledge, brief)]);
    else await inThreads(logs, jobs, { panicroomThread: true, knowledge, brief }, take);
  } finally {
    await out?.file.close();
  }
  if (read === 0 && (out === null || out.known.size === 0)) return 2;
  return recognised > 0 || (out !== null && out.known.size > 0) ? 0 : 1;
}

async function answerPath(path: string, knowledge: Knowledge, brief: boolean): Promise<Answer> {
  for await (const input of readInputs([path], process.stdin)) {
    const answer = await answerLog(input, knowledge);
    if ('error' in answer) {
      return { line: answerLine(answer, brief), said: null, isRead: false, isRecognised: false };
    }
    const { report, damage } = answer;
    return {
      line: answerLine(report, brief),
      said: damage === null ? null : `${input.name}: ${damage}\n`,
      isRead: true,
      isRecognised: isRecognised(report),
    };
  }
  throw new Error(`${path} became a folder`);
}

async function inThreads(
  logs: readonly string[],
  jobs: number,
  data: ThreadData,
  take: (answers: readonly Answer[]) => Promise<void>,
): Promise<void> {
  const done = new Map<number, Answer>();
  let asked = 0;
  let taken = 0;
  let wake: () => void = () => {};
  let failed: Error | null = null;
  // What npm or a person linked to stands elsewhere.
  const program = realpathSync(process.argv[1]!);
  const threads = Array.from({ length: jobs }, () => {
    const thread = new Worker(program, { workerData: data, resourceLimits: youngGeneration });
    let held = 0;
    const fill = () => {
      while (held < inHand && asked < logs.length && asked - taken < jobs * ahead) {
        thread.postMessage({ at: asked, path: logs[asked]! } satisfies Question);
        asked++;
        held++;
      }
    };
    thread.on('message', ({ at, answer }: Reply) => {
      held--;
      done.set(at, answer);
      fill();
      wake();
    });
    thread.on('error', (error: Error) => {
      failed = error;
      wake();
    });
    return { thread, fill };
  });
  try {
    while (taken < logs.length) {
      for (const { fill } of threads) fill();
      if (failed !== null) throw failed;
      const answers: Answer[] = [];
      for (let next = done.get(taken); next !== undefined; next = done.get(taken)) {
        answers.push(next);
        done.delete(taken++);
      }
      if (answers.length > 0) await take(answers);
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    await Promise.all(threads.map(({ thread }) => thread.terminate()));
  }
}

/** True where this is one of those threads: it then answers until it is ended. */
export function runAsThread(): boolean {
  if (isMainThread || !parentPort || !(workerData as ThreadData | null)?.panicroomThread)
    return false;
  const { knowledge, brief } = workerData as ThreadData;
  const port = parentPort;
  // One log after another: what is in hand only waits here.
  let before = Promise.resolve();
  port.on('message', ({ at, path }: Question) => {
    before = before.then(async () => {
      port.postMessage({ at, answer: await answerPath(path, knowledge, brief) } satisfies Reply);
    });
  });
  return true;
}

/**
 * Answers that an earlier run wrote, and the file to write on in. A last line without its end, where that
 * run was killed, is taken off: its log is read again.
 */
async function openAnswers(path: string): Promise<Answers> {
  const file = await open(path, 'a+');
  const known = new Set<string>();
  let whole = 0;
  const { size } = await file.stat();
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const end = whole + Buffer.byteLength(line) + 1;
    if (end > size) break;
    whole = end;
    try {
      known.add((JSON.parse(line) as { input: { name: string } }).input.name);
    } catch {
      await file.close();
      throw new NoAnswers(
        `${path}: line ${known.size + 1} is no answer of triage --ndjson. Nothing was written; name another file.`,
      );
    }
  }
  await file.truncate(whole);
  return { known, file };
}

class NoAnswers extends Error {}
