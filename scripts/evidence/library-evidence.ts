// What content/evidence says of the runbooks as they are now: docs/evidence.md and the list of what is
// missing. Needs no network and no kernel, so that a test can ask whether the page is up to date.

import type { Runbook } from '../../src/model/runbook.ts';
import { judgeCommands } from './command-evidence.ts';
import { describeCommands } from './describe-commands.ts';
import { describeEvidence, describeSignatures } from './describe-evidence.ts';
import {
  readCommandEvidence,
  readNamedPrograms,
  readNamedSources,
  readSignatureEvidence,
} from './evidence-files.ts';
import { unconfirmedClaims, unconfirmedFormats } from './say-unconfirmed.ts';
import { judgeFormats } from './signature-evidence.ts';

export interface LibraryEvidence {
  /** docs/evidence.md */
  page: string;
  formats: { all: number; unconfirmed: string[] };
  commands: { all: number; unconfirmed: string[] };
}

export function libraryEvidence(runbooks: readonly Runbook[]): LibraryEvidence {
  const signatures = readSignatureEvidence();
  const formats = judgeFormats(runbooks, signatures, readNamedSources());
  const evidence = readCommandEvidence();
  const commands = judgeCommands(runbooks, evidence, readNamedPrograms());
  return {
    page: describeEvidence(
      describeSignatures(formats, signatures),
      describeCommands(commands, evidence),
    ),
    formats: { all: formats.length, unconfirmed: unconfirmedFormats(formats) },
    commands: { all: commands.length, unconfirmed: unconfirmedClaims(commands) },
  };
}
