// A library and an organisation's own → one library. Pure: what could not be laid is said, and what
// they wrote is there all the same.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Overlay } from '../model/overlay.ts';
import type { Span } from '../model/position.ts';
import type { Runbook } from '../model/runbook.ts';
import { didYouMean } from '../parse/nearest-word.ts';
import { checkCorrection, type NotedParts } from './check-correction.ts';
import { correctRunbook } from './correct-runbook.ts';

/** The library that an overlay lies on: read as a whole, or only where it is asked for. */
export interface LibraryBelow {
  ids: readonly string[];
  /** A runbook with the text of its file; null where there is none of this id. */
  runbook(id: string): { runbook: Runbook; source: string } | null;
}

export interface LaidOverlay {
  /** The organisation's own, which stand beside the library's. */
  added: Runbook[];
  /** Those of the library's that they correct, corrected, by id. */
  corrected: Map<string, Runbook>;
  diagnostics: Diagnostic[];
  /** What of ours the corrections are about, as it is now. */
  noted: NotedParts;
  /** What each correction does, for who notes it: `adds to one-cgroup-ran-out`, by file. */
  done: Map<string, string[]>;
}

export function layOverlay(library: LibraryBelow, overlay: Overlay): LaidOverlay {
  const laid: LaidOverlay = {
    added: [],
    corrected: new Map(),
    diagnostics: [],
    noted: {},
    done: new Map(),
  };
  const taken = new Map(library.ids.map((id) => [folded(id), id]));
  for (const runbook of overlay.runbooks) {
    const other = taken.get(folded(runbook.id));
    if (other === undefined) {
      laid.added.push(runbook);
      continue;
    }
    laid.diagnostics.push(
      problem(
        runbook,
        null,
        'taken-id',
        `The library has a runbook \`${other}\` already; this one is left out.`,
        `To correct it, write \`corrects: ${other}\` in the front matter; to have one beside it, give the file another name.`,
      ),
    );
  }
  for (const correction of overlay.corrections) layCorrection(correction, library, overlay, laid);
  const known = [...library.ids, ...laid.added.map(({ id }) => id)];
  for (const { id, file, at } of overlay.named) {
    if (known.includes(id)) continue;
    laid.diagnostics.push({
      file,
      span: at,
      level: 'error',
      code: 'overlay/unknown-runbook',
      message: `There is no runbook \`${id}\`, so for it nobody sees this contact.`,
      fix: `${didYouMean(id, known)}Write its path without .md: \`memory/oom-kill\`.`,
    });
  }
  return laid;
}

function layCorrection(
  correction: Runbook,
  library: LibraryBelow,
  overlay: Overlay,
  laid: LaidOverlay,
): void {
  const { corrects, at } = correction.correction!;
  const below = library.runbook(corrects);
  if (below === null) {
    laid.diagnostics.push(
      problem(
        correction,
        at,
        'unknown-runbook',
        `There is no runbook \`${corrects}\` in the library${corrects in overlay.noted ? ' any more' : ''}; what stands here is kept as a runbook of its own.`,
        `${didYouMean(corrects, library.ids)}Name the runbook that has the text now, or take \`corrects\` out to keep this as your own.`,
      ),
    );
    if (!library.ids.includes(correction.id)) {
      const { correction: _, ...kept } = correction;
      laid.added.push(kept);
    }
    return;
  }
  const before = laid.corrected.get(corrects) ?? below.runbook;
  const result = correctRunbook(before, correction);
  laid.corrected.set(corrects, result.runbook);
  const { diagnostics, noted, done } = checkCorrection(
    correction,
    below,
    result,
    overlay.noted[corrects] ?? {},
  );
  laid.diagnostics.push(...diagnostics);
  laid.noted[corrects] = { ...laid.noted[corrects], ...noted };
  laid.done.set(correction.file, done);
}

/** Pages of two ids that differ in case alone would take each other's place on some disks. */
const folded = (id: string) => id.normalize('NFC').toLowerCase();

function problem(
  { file, span }: Runbook,
  at: Span | null,
  slug: string,
  message: string,
  fix: string,
): Diagnostic {
  return {
    file,
    span: at ?? { start: span.start, end: span.start },
    level: 'error',
    code: `overlay/${slug}`,
    message,
    fix,
  };
}

/** The library as the organisation has it: ours, corrected where they correct it, then theirs. */
export function laidRunbooks(
  library: readonly Runbook[],
  { corrected, added }: LaidOverlay,
): Runbook[] {
  return [...library.map((runbook) => corrected.get(runbook.id) ?? runbook), ...added];
}

/** A library that was read whole. */
export function wholeLibrary(
  runbooks: readonly Runbook[],
  sources: ReadonlyMap<string, string>,
): LibraryBelow {
  const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  return {
    ids: [...byId.keys()],
    runbook(id) {
      const runbook = byId.get(id);
      const source = runbook && sources.get(runbook.file);
      return runbook && source !== undefined ? { runbook, source } : null;
    },
  };
}
