// All that an author's page shows beside the runbook itself and the frame of every page; what holds for
// runbook-page.ts holds here.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Runbook } from '../../model/runbook.ts';
import { type SiteInput, siteInput } from '../site-input.ts';
import { libraryIndex } from './library-index.ts';
import { graphWays, type Neighbourhood, neighbourhood } from './neighbourhood.ts';
import { ageOf } from './runbook-page.ts';
import {
  firingsBySignature,
  type SignatureReport,
  signatureReports,
  silentNearMisses,
} from './sample-reports.ts';

export interface AuthorPage {
  runbook: Runbook;
  age: string | null;
  /** What stands around it in the graph. */
  around: Neighbourhood;
  reports: SignatureReport[];
  /** Near-misses that it stays silent in. */
  silent: string[];
  /** Titles of the runbooks that fire where it does, by their ids. */
  titles: Record<string, string>;
  /** By the reader, of its text. */
  said: Diagnostic[];
}

export function authorPage(id: string, input: SiteInput = siteInput()): AuthorPage {
  const { runbooks, graph, firings, diagnostics } = input;
  const { byId } = libraryIndex(runbooks);
  const runbook = byId.get(id)!;
  const reports = signatureReports(runbook, firingsBySignature(firings));
  const others = reports.flatMap(({ samples }) => samples.flatMap((sample) => sample.others));
  return {
    runbook,
    age: ageOf(runbook, input),
    around: neighbourhood(runbook.id, graphWays(graph)),
    reports,
    silent: silentNearMisses(runbook, firings),
    titles: Object.fromEntries(
      others.map((other) => [other.runbook, byId.get(other.runbook)?.title ?? other.runbook]),
    ),
    said: diagnosticsOf(runbook.file, diagnostics),
  };
}

const byFile = new WeakMap<readonly Diagnostic[], ReadonlyMap<string, Diagnostic[]>>();

/** In their order. Looked up: a page that went through all of them would cost the square of the library. */
function diagnosticsOf(file: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const known = byFile.get(diagnostics);
  if (known) return known.get(file) ?? [];
  const groups = new Map<string, Diagnostic[]>();
  for (const each of diagnostics) {
    const group = groups.get(each.file);
    if (group) group.push(each);
    else groups.set(each.file, [each]);
  }
  byFile.set(diagnostics, groups);
  return groups.get(file) ?? [];
}
