// A report's header behind words of another program that did not end its line.
//
//   executing program 3BUG: sleeping function called from invalid context at mm/slab.h:421
//                      ^ here the kernel begins to speak
//
// Console drivers write whole messages, but user space and the kernel share the wire. Only heads that
// no other program prints as a matter of course are looked for.

import type { LogLine } from '../model/kernel-log.ts';
import { pastedColumns } from './pasted-columns.ts';

const head =
  /BUG: |WARNING: (?:CPU: |at |possible |suspicious |inconsistent |bad |held )|INFO: (?:task |rcu|possible |trying )|[kK]ernel BUG at |divide error: |invalid opcode: |general protection fault|Kernel panic - not syncing|PANIC: |UBSAN: |refcount_t: |list_(?:add|del) corruption|usercopy: |Unable to handle kernel |Internal error: |Oops: [0-9a-fO]|EXT4-fs error |rcu: INFO|watchdog: BUG/;

/** The line from the header on; null where no header stands behind other words. */
export function behindGlue(line: LogLine): LogLine | null {
  const at = line.text.search(head);
  if (at <= 0) return null;
  return {
    ...line,
    text: line.text.slice(at),
    column: pastedColumns(line, at, at)[0],
    escapes: line.escapes
      .filter(({ before, spells }) => before > at || (spells && before === at))
      .map((removed) => ({ ...removed, before: removed.before - at })),
  };
}
