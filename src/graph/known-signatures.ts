// The signatures of runbooks as the matcher takes them: words and conditions, no places.

import type { KnownSignature } from '../model/knowledge.ts';
import type { Runbook } from '../model/runbook.ts';

export function knownSignatures(
  runbooks: readonly Pick<Runbook, 'id' | 'signatures'>[],
): KnownSignature[] {
  return runbooks.flatMap((runbook) =>
    runbook.signatures.map(
      (signature): KnownSignature => ({
        id: `${runbook.id}#${signature.id}`,
        runbook: runbook.id,
        kind: signature.kind,
        formats: signature.formats.map((format) => format.format),
        requires: signature.requires,
        absent: signature.absent,
      }),
    ),
  );
}
