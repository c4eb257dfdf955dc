// All that a runbook's page shows beside the runbook itself and the frame of every page. The page asks for
// nothing else, so that a build knows by this whether it has to be made anew (src/offline/page-store.ts);
// test/architecture.test.ts holds it.

import type { Contact } from '../../model/organisation.ts';
import type { Runbook } from '../../model/runbook.ts';
import { contactsFor } from '../../plan/contacts.ts';
import { type SiteInput, siteInput } from '../site-input.ts';
import { ageInWords } from './age.ts';
import { kinOf, libraryIndex } from './library-index.ts';

export interface RunbookPage {
  runbook: Runbook;
  /** Of the day of its review, in words; null where it is new. */
  age: string | null;
  /** What its area is called, where it is one of the vocabulary. */
  area: string | null;
  kinds: { slug: string; label: string }[];
  /** Runbooks that its links name and that exist. */
  known: string[];
  /** Whom the organisation calls for it. */
  called: Contact[];
  /** The nearest few of its kinds. The kinds' own page lists all. */
  kin: { id: string; title: string }[];
}

const mostKin = 8;

export function runbookPage(id: string, input: SiteInput = siteInput()): RunbookPage {
  const { runbooks, areas, kinds, organisation } = input;
  const library = libraryIndex(runbooks);
  const runbook = library.byId.get(id)!;
  const linked = runbook.links.flatMap(({ runbook: target }) => target ?? []);
  return {
    runbook,
    age: ageOf(runbook, input),
    area: areas.find(({ slug }) => slug === runbook.area)?.label ?? null,
    kinds: runbook.meta.kinds.map((slug) => ({
      slug,
      label: kinds.find((each) => each.slug === slug)?.label ?? slug,
    })),
    known: [...new Set(linked)].filter((target) => library.known.has(target)),
    called: contactsFor(organisation?.contacts ?? [], { runbooks: [id], areas: [runbook.area] }),
    kin: kinOf(runbook, library, mostKin).map((kin) => ({ id: kin.id, title: kin.title })),
  };
}

/** Counted to the newest day of the library. */
export function ageOf({ meta }: Runbook, { contentDate }: Pick<SiteInput, 'contentDate'>) {
  return meta.reviewed && contentDate ? ageInWords(meta.reviewed, contentDate) : null;
}
