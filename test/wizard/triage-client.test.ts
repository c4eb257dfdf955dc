import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Knowledge } from '../../src/model/knowledge.ts';
import {
  createTriageClient,
  type JobListener,
  type WorkerLike,
} from '../../src/site/client/wizard/triage-client.ts';
import type {
  FromWorker,
  SentAnswer,
  ToWorker,
} from '../../src/site/client/wizard/worker-messages.ts';
import { reportOf } from './report-fixture.ts';

const knowledge: Knowledge = {
  format: 'panicroom-knowledge',
  version: 1,
  runbooks: [],
  signatures: [],
};

class FakeWorker implements WorkerLike {
  received: ToWorker[] = [];
  ended = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: ToWorker) {
    this.received.push(message);
  }
  terminate() {
    this.ended = true;
  }
  says(message: FromWorker) {
    this.onmessage?.({ data: message });
  }
}

let workers: FakeWorker[];
let client: ReturnType<typeof createTriageClient>;
let rehearsed: SentAnswer[];

function listen() {
  const heard: FromWorker[] = [];
  const stops: string[] = [];
  const listener: JobListener = {
    heard: (message) => heard.push(message),
    stopped: (why) => stops.push(why),
  };
  return { heard, stops, listener };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  rehearsed = [];
  const rehearsal = { log: 'a log', heard: (answer: SentAnswer) => rehearsed.push(answer) };
  client = createTriageClient(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    knowledge,
    rehearsal,
    () => 1000,
  );
});
afterEach(() => vi.useRealTimers());

describe('the triage client', () => {
  test('hands the knowledge over once, and keeps a worker that answered', () => {
    const { listener, heard } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    workers[0]?.says({ type: 'refused', job: 1, why: 'w', wayOut: null });
    client.start({ name: 'b', source: 'y' }, listener);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.received.map(({ type }) => type)).toEqual(['knowledge', 'job', 'job']);
    expect(heard).toHaveLength(1);
  });

  test('uses the worker that was started ahead', () => {
    const { listener } = listen();
    client.warm();
    client.start({ name: 'a', source: 'x' }, listener);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.received.map(({ type }) => type)).toEqual(['knowledge', 'job']);
  });

  test('hears of the log that was read while nobody waited, but not while somebody does', () => {
    const { listener, heard } = listen();
    const answer: SentAnswer = {
      report: reportOf(),
      excerpt: { lineCount: 1, whole: true, segments: [{ from: 1, text: 'a log' }] },
      text: null,
    };
    client.warm();
    expect(workers[0]?.received).toEqual([{ type: 'knowledge', knowledge, sample: 'a log' }]);
    workers[0]?.says({ type: 'rehearsed', answer });
    expect(rehearsed).toEqual([answer]);
    client.start({ name: 'a', source: 'x' }, listener);
    workers[0]?.says({ type: 'rehearsed', answer });
    expect([rehearsed.length, heard]).toEqual([1, []]);
  });

  test('ends a worker that is out of time, and says so', () => {
    const { listener, stops } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    vi.advanceTimersByTime(999);
    expect(stops).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(stops).toEqual([expect.stringContaining('took longer than 1 seconds')]);
    expect(workers[0]?.ended).toBe(true);
  });

  test('gives more time when there is progress', () => {
    const { listener, stops } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    vi.advanceTimersByTime(900);
    workers[0]?.says({ type: 'matching', job: 1, length: 5 });
    vi.advanceTimersByTime(900);
    expect(stops).toEqual([]);
  });

  test('an answer stops the watch', () => {
    const { listener, stops } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    workers[0]?.says({ type: 'refused', job: 1, why: 'w', wayOut: null });
    vi.advanceTimersByTime(5000);
    expect(stops).toEqual([]);
    expect(workers[0]?.ended).toBe(false);
  });

  test('cancel ends the worker, and the next job gets a new one', () => {
    const { listener, stops } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    client.cancel();
    expect(stops).toEqual(['Cancelled. Nothing of it was kept.']);
    client.start({ name: 'b', source: 'y' }, listener);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers[1]?.received.map(({ type }) => type)).toEqual(['knowledge', 'job']);
  });

  test('a newer text drops the older without a word, and its late answer is not heard', () => {
    const first = listen();
    const second = listen();
    client.start({ name: 'a', source: 'x' }, first.listener);
    client.start({ name: 'b', source: 'y' }, second.listener);
    expect(workers[0]?.ended).toBe(true);
    workers[0]?.says({ type: 'refused', job: 1, why: 'late', wayOut: null });
    expect([first.heard, first.stops, second.heard]).toEqual([[], [], []]);
  });

  test('a worker that dies is reported', () => {
    const { listener, stops } = listen();
    client.start({ name: 'a', source: 'x' }, listener);
    workers[0]?.onerror?.({ message: 'out of memory' });
    expect(stops).toEqual(['Reading failed: out of memory']);
  });

  test('a browser that refuses workers is reported', () => {
    const { listener, stops } = listen();
    const refused = createTriageClient(() => {
      throw new Error('blocked by policy');
    }, knowledge);
    refused.start({ name: 'a', source: 'x' }, listener);
    expect(stops).toEqual(['This browser would not start the reader: blocked by policy']);
  });
});
