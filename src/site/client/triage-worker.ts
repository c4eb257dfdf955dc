// The triage worker: a classic blob worker, so that it starts from file:// too. In: the knowledge,
// then jobs, each a text or a file. Out: progress, then the report with the lines worth showing.

import type { Knowledge } from '../../model/knowledge.ts';
import { triage, triageStream } from '../../plan/triage.ts';
import { excerptLog, packExcerpt } from './wizard/excerpt-log.ts';
import { isEditable } from './wizard/is-editable.ts';
import { readSource, UnreadableSource } from './wizard/read-source.ts';
import { warmUpLogs } from './wizard/warm-up.ts';
import type { FromWorker, SentAnswer, ToWorker } from './wizard/worker-messages.ts';

/** What is used of a worker's global scope; the page's DOM types do not know it. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const progressStep = 4_000_000;
let knowledge: Knowledge | null = null;
let isAsked = false;

scope.onmessage = ({ data }) => {
  if (data.type === 'knowledge') {
    knowledge = data.knowledge;
    // Compiles the signatures now, while nobody waits.
    triage('', '', knowledge);
    warmUp(knowledge, warmUpLogs(knowledge), data.sample);
  } else {
    isAsked = true;
    void answer(data.job, data.name, data.source);
  }
};

/** A log at a time, so that what comes in is answered first; after that nothing is left to warm. */
function warmUp(known: Knowledge, logs: Iterator<string>, sample: string | null): void {
  setTimeout(() => {
    if (isAsked) return;
    const { value, done } = logs.next();
    if (!done) {
      answerTo(value, known);
      warmUp(known, logs, sample);
    } else if (sample !== null) {
      scope.postMessage({ type: 'rehearsed', answer: answerTo(sample, known) });
    }
  });
}

function answerTo(text: string, known: Knowledge): SentAnswer {
  const stream = triageStream('', known);
  stream.feed(text);
  const { log, report } = stream.finish();
  return { report, excerpt: packExcerpt(excerptLog(log, report)), text: null };
}

async function answer(job: number, name: string, source: string | Blob): Promise<void> {
  try {
    if (!knowledge) throw new Error('no knowledge was handed over');
    const isFile = typeof source !== 'string';
    const stream = triageStream(name, knowledge);
    let remarks: string[] = [];
    let length = 0;
    if (isFile) {
      let announced = 0;
      remarks = await readSource(source, name, {
        bytes(chunk) {
          length += chunk.length;
          stream.feed(chunk);
        },
        progress(bytes, of) {
          if (bytes - announced < progressStep) return;
          announced = bytes;
          scope.postMessage({ type: 'reading', job, bytes, of });
        },
      });
    } else {
      length = source.length;
      stream.feed(source);
    }
    scope.postMessage({ type: 'matching', job, length });
    const { report, log, text } = stream.finish(remarks);
    const excerpt = packExcerpt(excerptLog(log, report));
    const shown = isFile && text !== null && isEditable(text) ? text : null;
    scope.postMessage({ type: 'answered', job, answer: { report, excerpt, text: shown } });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const wayOut = error instanceof UnreadableSource ? error.wayOut : null;
    scope.postMessage({ type: 'refused', job, why, wayOut });
  }
}
