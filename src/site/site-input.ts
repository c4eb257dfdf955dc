// In: what the build read and worked out. Out: the same, to Astro's pages.
//
// Astro bundles the pages and runs them in the build's own process, where they share no module
// with it; a registered symbol is the one place both can reach. Nothing is written to disk or
// parsed twice on the way.

import type { SampleFirings } from '../match/sample-firings.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { KnowledgeGraph } from '../model/knowledge-graph.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Runbook } from '../model/runbook.ts';

/** content/vocabulary/kinds.json */
export interface VocabularyKind {
  slug: string;
  area: string;
  label: string;
  severity: string;
  class: string;
  means: string;
}

/** content/vocabulary/areas.json */
export interface VocabularyArea {
  slug: string;
  label: string;
  about: string;
}

/** content/vocabulary/taint.json, its flags */
export interface VocabularyTaint {
  bit: number;
  letter: string;
  name: string;
  meaning: string;
  onCall: string;
}

export interface SiteInput {
  runbooks: Runbook[];
  graph: KnowledgeGraph;
  kinds: VocabularyKind[];
  areas: VocabularyArea[];
  taint: VocabularyTaint[];
  /** What fires in the library's samples, for the authors' pages. */
  firings: SampleFirings[];
  /** What the parser said of the runbooks, down to the parts that no rule understood. */
  diagnostics: Diagnostic[];
  /** Whose own lies over the library; null: nobody's. */
  organisation: Organisation | null;
  version: string;
  /** Newest review date of the library, YYYY-MM-DD: the day that ages are counted from, so that
   *  the same content gives the same pages on any day. Null where no runbook has a date. */
  contentDate: string | null;
  /** Runbooks whose pages are to be made; those of the others are there already. Absent: all. */
  toRender?: PagesToRender;
}

/** Ids of runbooks, for each of the two pages that a runbook has. */
export interface PagesToRender {
  runbooks: readonly string[];
  authors: readonly string[];
}

/** What the frame of every page shows. */
export type SiteFrame = Pick<SiteInput, 'version' | 'contentDate' | 'organisation'>;

const place = Symbol.for('panicroom.site-input');
type Shelf = { [place]?: SiteInput };

export function setSiteInput(input: SiteInput): void {
  (globalThis as Shelf)[place] = input;
}

/** Throws where no build has set it: the pages cannot be rendered by Astro alone. */
export function siteInput(): SiteInput {
  const input = (globalThis as Shelf)[place];
  if (!input) throw new Error('No library was read. Build the site with `npm run build`.');
  return input;
}

export function siteFrame(input: SiteInput = siteInput()): SiteFrame {
  const { version, contentDate, organisation } = input;
  return { version, contentDate, organisation };
}

export function idsToRender(pages: keyof PagesToRender): readonly string[] {
  const { runbooks, toRender } = siteInput();
  return toRender?.[pages] ?? runbooks.map(({ id }) => id);
}
