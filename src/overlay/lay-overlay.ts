// A library and an organisation's own → one library. Pure: what could not be laid is said, and what
// could is there.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Overlay } from '../model/overlay.ts';
import type { Runbook } from '../model/runbook.ts';

export interface LaidOverlay {
  /** The organisation's own, which stand beside the library's. */
  added: Runbook[];
  diagnostics: Diagnostic[];
}

export function layOverlay(library: readonly Pick<Runbook, 'id'>[], overlay: Overlay): LaidOverlay {
  const diagnostics: Diagnostic[] = [];
  const taken = new Map(library.map((runbook) => [folded(runbook.id), runbook]));
  const added = overlay.runbooks.filter((runbook) => {
    const other = taken.get(folded(runbook.id));
    if (other === undefined) return true;
    diagnostics.push({
      file: runbook.file,
      span: firstLine(runbook),
      level: 'error',
      code: 'overlay/taken-id',
      message: `The library has a runbook \`${other.id}\` already; this one is left out.`,
      fix: 'Give the file another name.',
    });
    return false;
  });
  return { added, diagnostics };
}

/** Pages of two ids that differ in case alone would take each other's place on some disks. */
const folded = (id: string) => id.normalize('NFC').toLowerCase();

function firstLine({ span }: Runbook): Diagnostic['span'] {
  return { start: span.start, end: span.start };
}
