// What page and triage worker say to each other. The page posts the knowledge once, then one job at
// a time; a job is abandoned by ending the worker, so no message says stop.

import type { WayOut } from '../../../klog/unreadable-file.ts';
import type { Knowledge } from '../../../model/knowledge.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import type { LogExcerpt, PackedExcerpt } from './excerpt-log.ts';

export type ToWorker =
  /** With a log to try at the end of its warming up, whose answer comes back as `rehearsed`. */
  | { type: 'knowledge'; knowledge: Knowledge; sample: string | null }
  | { type: 'job'; job: number; name: string; source: string | Blob };

export type FromWorker =
  | { type: 'rehearsed'; answer: SentAnswer }
  /** Bytes read so far, of how many; `of` is null inside an archive, whose end nobody knows. */
  | { type: 'reading'; job: number; bytes: number; of: number | null }
  /** The text is there and triage begins; `length` in UTF-16 units. */
  | { type: 'matching'; job: number; length: number }
  | { type: 'answered'; job: number; answer: SentAnswer }
  | { type: 'refused'; job: number; why: string; wayOut: WayOut | null };

/** On its way to the page. */
export interface SentAnswer extends Omit<Answer, 'excerpt'> {
  excerpt: PackedExcerpt;
}

export interface Answer {
  report: TriageReport;
  excerpt: LogExcerpt;
  /** The whole text for the text area, where it came from a file and is short enough to edit. */
  text: string | null;
}
