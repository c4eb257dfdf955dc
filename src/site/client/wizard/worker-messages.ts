// What page and triage worker say to each other. The page posts the knowledge once, then one job at
// a time; a job is abandoned by ending the worker, so no message says stop.

import type { WayOut } from '../../../klog/unreadable-file.ts';
import type { Knowledge } from '../../../model/knowledge.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import type { LogExcerpt } from './excerpt-log.ts';

export type ToWorker =
  | { type: 'knowledge'; knowledge: Knowledge }
  | { type: 'job'; job: number; name: string; source: string | Blob };

export type FromWorker =
  /** Bytes read so far, of how many; `of` is null inside an archive, whose end nobody knows. */
  | { type: 'reading'; job: number; bytes: number; of: number | null }
  /** The text is there and triage begins; `length` in UTF-16 units. */
  | { type: 'matching'; job: number; length: number }
  | { type: 'answered'; job: number; answer: Answer }
  | { type: 'refused'; job: number; why: string; wayOut: WayOut | null };

export interface Answer {
  report: TriageReport;
  excerpt: LogExcerpt;
  /** The whole text for the text area, where it came from a file and is short enough to edit. */
  text: string | null;
}
