// A real log of the library, with what its header says of it.

import type { Origin } from './organisation.ts';

export interface Sample {
  /** Path below the samples' folder, with slashes: `memory/oom-kill/cgroup.log`. */
  file: string;
  /** Slug of the kind that the log shows, or `none`. */
  kind: string;
  /** Kind that a careless signature would see in it; null where it is no near-miss. */
  nearMiss: string | null;
  /** Offered in the wizard's list under this name; null where it is not. */
  title: string | null;
  kernel: string | null;
  source: string | null;
  text: string;
  /** Absent: the library's own. */
  origin?: Origin;
}
