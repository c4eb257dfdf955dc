// The body of an OOM report, or of an allocation that failed: how much was asked for, who held the
// memory, and whose limit it was.
// Source: mm/oom_kill.c (dump_header), mm/page_alloc.c (warn_alloc); the parts name theirs.

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import type { BodyContext, BodyDecoder } from './body-decoder.ts';
import { MemoryCgroup } from './memory-cgroup.ts';
import { MemoryOverview } from './memory-overview.ts';
import { assumedPage, type PageSize, sayAssumption, sayBytes } from './memory-size.ts';
import { OomTasks } from './oom-tasks.ts';

/** Facts that name who held memory that no task's line shows. */
const otherHolders: Record<string, string> = {
  'shared-memory': 'shared memory and tmpfs',
  'kernel-slab': "kernel's own objects",
  'page-tables': 'page tables',
  'huge-pages': 'huge pages',
};

export class MemoryReport implements BodyDecoder {
  readonly #overview = new MemoryOverview();
  readonly #cgroup = new MemoryCgroup();
  readonly #tasks = new OomTasks();

  take(line: LogLine): void {
    this.#overview.take(line);
    this.#cgroup.take(line);
    this.#tasks.take(line);
  }

  facts({ known }: BodyContext): Fact[] {
    const page = this.#overview.page ?? this.#tasks.page ?? assumedPage;
    const order = known.get('order');
    const asked = order && Number(order.value) >= 0 ? page.bytes * 2 ** Number(order.value) : null;
    const overview = this.#overview.facts(page, asked);
    const holder = overview.find(({ name }) => name in otherHolders);
    return [
      ...(order ? [{ ...order, meaning: sayOrder(Number(order.value), page) }] : []),
      ...this.#cgroup.facts(),
      ...this.#tasks.facts(
        page,
        this.#overview.ramBytes(page),
        holder ? otherHolders[holder.name]! : null,
      ),
      ...overview,
    ];
  }
}

/** An order is a power of two of pages that lie side by side. */
function sayOrder(order: number, page: PageSize): string {
  // mm/oom_kill.c, is_sysrq_oom: -1 stands for no allocation at all.
  if (order < 0) return 'nothing was asked for: a person told the kernel to kill (sysrq f)';
  const size = `${sayBytes(page.bytes * 2 ** order)}${sayAssumption(page)}`;
  if (order === 0) return `a single page, ${size}`;
  const piece = `${2 ** order} pages side by side, ${size}`;
  // PAGE_ALLOC_COSTLY_ORDER
  return order > 3
    ? `${piece}: so large a piece is hard to find once memory is in use for long, even if much is free`
    : piece;
}
