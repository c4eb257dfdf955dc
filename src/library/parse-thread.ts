// One of the threads that parse a library: parse-threads.ts starts it.

import { workerData } from 'node:worker_threads';
import { parseShared, type SharedJobs } from './parse-threads.ts';

await parseShared(workerData as SharedJobs);
