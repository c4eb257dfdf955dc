// One of the threads that finish pages: page-threads.ts starts it.

import { parentPort, workerData } from 'node:worker_threads';
import {
  cacheAt,
  finishInto,
  type PageJob,
  type PageThreadAnswer,
  type PageThreadData,
} from './page-threads.ts';

const { site, place } = workerData as PageThreadData;
const cache = cacheAt(place);
const answer = (said: PageThreadAnswer) => parentPort!.postMessage(said);

parentPort!.on('message', async (job: PageJob) => answer(await finishInto(job, site, cache)));
answer('ready');
