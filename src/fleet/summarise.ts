// What a fleet died of: brief reports counted into clusters, kernels and machines.
//
// Reports come one by one, so that a hundred thousand need no more memory than the names of what differs
// among them.

import type { BriefReport } from './brief-report.ts';

export interface Cluster {
  cluster: string;
  kind: string;
  /** Of the first report that was counted. */
  title: string;
  /** Null: no runbook of the library matches. */
  runbook: string | null;
  logs: number;
  /** Machines by name; logs that name none count as none. */
  machines: number;
  kernels: string[];
  /** ISO 8601; null where no log of it shows a wall clock. */
  first: string | null;
  last: string | null;
  /** A log to look at. */
  example: string;
  /** Not among the clusters of the summary that this one is compared with; false where there is none. */
  isNew: boolean;
}

export interface Count {
  name: string;
  logs: number;
  /** Of these, with a failure. */
  failures: number;
}

export interface FleetSummary {
  format: 'panicroom-summary';
  version: 1;
  logs: number;
  answers: Record<string, number>;
  /** The most frequent first. */
  clusters: Cluster[];
  kernels: Count[];
  machines: Count[];
  distributions: Count[];
  /** Logs that could not be read, and why: the first hundred. */
  unread: { name: string; error: string }[];
  unreadLogs: number;
}

export interface UnreadLog {
  input: { name: string };
  error: string;
}

const mostUnread = 100;

interface OpenCluster extends Omit<Cluster, 'machines' | 'kernels' | 'isNew'> {
  machines: Set<string>;
  kernels: Set<string>;
}

export class FleetCounter {
  #logs = 0;
  #unreadLogs = 0;
  readonly #answers = new Map<string, number>();
  readonly #clusters = new Map<string, OpenCluster>();
  readonly #kernels = new Map<string, Count>();
  readonly #machines = new Map<string, Count>();
  readonly #distributions = new Map<string, Count>();
  readonly #unread: { name: string; error: string }[] = [];

  add(report: BriefReport | UnreadLog): void {
    if ('error' in report) {
      this.#unreadLogs++;
      if (this.#unread.length < mostUnread) {
        this.#unread.push({ name: report.input.name, error: report.error });
      }
      return;
    }
    this.#logs++;
    this.#answers.set(report.answer, (this.#answers.get(report.answer) ?? 0) + 1);
    const failed = report.answer === 'failure';
    count(this.#kernels, report.machine.kernel, failed);
    count(this.#machines, report.machine.host, failed);
    count(this.#distributions, report.machine.distribution, failed);
    if (report.primary !== null) this.#addToCluster(report, report.primary);
  }

  #addToCluster(
    { input, machine, match }: BriefReport,
    { cluster, kind, title, timestamp }: NonNullable<BriefReport['primary']>,
  ): void {
    const known = this.#clusters.get(cluster);
    const open: OpenCluster = known ?? {
      cluster,
      kind,
      title,
      runbook: null,
      logs: 0,
      machines: new Set(),
      kernels: new Set(),
      first: null,
      last: null,
      example: input.name,
    };
    if (!known) this.#clusters.set(cluster, open);
    open.logs++;
    open.runbook ??= match?.runbook ?? null;
    if (machine.host !== null) open.machines.add(machine.host);
    if (machine.kernel !== null) open.kernels.add(machine.kernel);
    if (timestamp === null) return;
    if (open.first === null || timestamp < open.first) open.first = timestamp;
    if (open.last === null || timestamp > open.last) open.last = timestamp;
  }

  /** @param earlier clusters that were known before, to tell the new ones. */
  summary(earlier: ReadonlySet<string> | null = null): FleetSummary {
    const clusters = [...this.#clusters.values()].map(
      (open): Cluster => ({
        ...open,
        machines: open.machines.size,
        kernels: [...open.kernels].sort(),
        isNew: earlier !== null && !earlier.has(open.cluster),
      }),
    );
    return {
      format: 'panicroom-summary',
      version: 1,
      logs: this.#logs,
      answers: Object.fromEntries([...this.#answers].sort(([, a], [, b]) => b - a)),
      clusters: clusters.sort((a, b) => b.logs - a.logs || (a.cluster < b.cluster ? -1 : 1)),
      kernels: sorted(this.#kernels),
      machines: sorted(this.#machines),
      distributions: sorted(this.#distributions),
      unread: [...this.#unread],
      unreadLogs: this.#unreadLogs,
    };
  }
}

function count(counts: Map<string, Count>, name: string | null, failed: boolean): void {
  if (name === null) return;
  const known = counts.get(name) ?? { name, logs: 0, failures: 0 };
  counts.set(name, known);
  known.logs++;
  if (failed) known.failures++;
}

function sorted(counts: ReadonlyMap<string, Count>): Count[] {
  return [...counts.values()].sort(
    (a, b) => b.failures - a.failures || b.logs - a.logs || (a.name < b.name ? -1 : 1),
  );
}
