// The page's end of the triage worker: hands over one job at a time, keeps a watch on it, and ends
// the worker when the job is cancelled, overtaken by a newer text or out of time. A worker that was
// ended is replaced at the next job.

import type { WayOut } from '../../../klog/unreadable-file.ts';
import type { Knowledge } from '../../../model/knowledge.ts';
import { describeBytes } from './describe-bytes.ts';
import type { FromWorker, SentAnswer, ToWorker } from './worker-messages.ts';

/** The part of Worker that is used, so that tests can stand in for it. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?(): void }) => void) | null;
}

export interface TriageJob {
  name: string;
  source: string | Blob;
}

export interface JobListener {
  heard(message: FromWorker): void;
  /** The worker was ended before it answered. */
  stopped(why: string, wayOut: WayOut | null): void;
}

/** A log that is read when nobody waits, and who draws its answer where nobody sees it. */
export interface Rehearsal {
  log: string;
  heard(answer: SentAnswer): void;
}

export interface TriageClient {
  /** Starts the worker before there is a job, so that the first answer does not wait for it. */
  warm(): void;
  /** Starts a job; a job that still runs is dropped without a word. */
  start(job: TriageJob, listener: JobListener): void;
  /** Ends the job that runs and tells its listener. */
  cancel(): void;
  /** Ends the job that runs without a word: nobody wants its answer any more. */
  drop(): void;
}

/** Far above what triage takes (about 10 ms a megabyte), far below a person's patience. */
export function budgetMs(size: number): number {
  return 10_000 + (size / 1_000_000) * 500;
}

export function createTriageClient(
  createWorker: () => WorkerLike,
  knowledge: Knowledge,
  rehearsal: Rehearsal | null = null,
  budget: (size: number) => number = budgetMs,
): TriageClient {
  let worker: WorkerLike | null = null;
  let running: { job: number; listener: JobListener } | null = null;
  let jobs = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const endWorker = () => {
    worker?.terminate();
    worker = null;
  };

  const settle = () => {
    clearTimeout(watchdog);
    running = null;
  };

  const stop = (why: string, wayOut: WayOut | null) => {
    const listener = running?.listener;
    endWorker();
    settle();
    listener?.stopped(why, wayOut);
  };

  const watch = (size: number) => {
    clearTimeout(watchdog);
    const ms = budget(size);
    watchdog = setTimeout(() => {
      stop(
        `Reading this took longer than ${Math.round(ms / 1000)} seconds for ${describeBytes(size)}, so it was stopped.`,
        {
          advice:
            'Paste only the lines around the failure: from 200 lines before the first BUG, Oops or panic to the end.',
        },
      );
    }, ms);
  };

  const hear = (message: FromWorker) => {
    if (message.type === 'rehearsed') {
      if (!running) rehearsal?.heard(message.answer);
      return;
    }
    if (!running || message.job !== running.job) return;
    const { listener } = running;
    if (message.type === 'reading') watch(message.of ?? message.bytes);
    else if (message.type === 'matching') watch(message.length);
    else settle();
    listener.heard(message);
  };

  const drop = () => {
    if (!running) return;
    endWorker();
    settle();
  };

  const startedWorker = (): WorkerLike | null => {
    try {
      if (worker === null) {
        worker = createWorker();
        listen(worker, hear, (message) => stop(`Reading failed: ${message}`, null));
        worker.postMessage({ type: 'knowledge', knowledge, sample: rehearsal?.log ?? null });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      stop(`This browser would not start the reader: ${why}`, null);
    }
    return worker;
  };

  return {
    warm: () => void startedWorker(),
    start({ name, source }, listener) {
      drop();
      jobs += 1;
      running = { job: jobs, listener };
      const ready = startedWorker();
      if (ready === null) return;
      watch(typeof source === 'string' ? source.length : source.size);
      ready.postMessage({ type: 'job', job: jobs, name, source });
    },
    cancel() {
      if (running) stop('Cancelled. Nothing of it was kept.', null);
    },
    drop,
  };
}

function listen(
  worker: WorkerLike,
  hear: (message: FromWorker) => void,
  fail: (message: string) => void,
): void {
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault?.();
    fail(event.message || 'the worker ended by itself, perhaps for want of memory.');
  };
}
