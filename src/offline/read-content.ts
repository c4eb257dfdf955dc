// In: a content folder (`runbooks/`, `samples/`). Out: all that the pages, the wizard and the command
// line are made from, with what is wrong in it.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import areas from '../../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import taint from '../../content/vocabulary/taint.json' with { type: 'json' };
import { buildGraph } from '../graph/build-graph.ts';
import { buildKnowledge, withOrganisation } from '../graph/build-knowledge.ts';
import { danglingLinks, linksWithoutPage } from '../graph/dangling-links.ts';
import type { LibraryCache } from '../library/content-cache.ts';
import { pageNames } from '../library/page-names.ts';
import { type Library, readLibrary } from '../library/read-library.ts';
import { readSamples } from '../library/read-samples.ts';
import { StoredMatches } from '../library/stored-matches.ts';
import { compileSignatures } from '../match/match-signatures.ts';
import { sampleFirings } from '../match/sample-firings.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Overlay } from '../model/overlay.ts';
import type { Runbook } from '../model/runbook.ts';
import type { Sample } from '../model/sample.ts';
import { checkedRunbooks } from '../overlay/checked-runbooks.ts';
import { laidRunbooks, layOverlay, wholeLibrary } from '../overlay/lay-overlay.ts';
import type { SiteInput } from '../site/site-input.ts';
import type { CliLibrary } from './bundle-cli.ts';
import { signaturesOfSamples } from './signatures-of-samples.ts';
import type { WizardSample } from './site-scripts.ts';

export interface Content {
  site: SiteInput;
  /** As the rules look at them: each correction is a runbook of its own file. */
  checked: Runbook[];
  knowledge: Knowledge;
  /** Those that the wizard offers. */
  samples: WizardSample[];
  logo: Overlay['logo'];
  /** The library without what lies over it. */
  library: CliLibrary;
  diagnostics: Diagnostic[];
  /** Text of each runbook, by its path; for showing diagnostics. */
  sources: Map<string, string>;
  /** What tells a runbook from every other state of it, without what is around it. */
  digestOf(runbook: Runbook): string;
  /** Keeps what the signatures matched in the samples, where somebody asked and it was to be kept. */
  storeMatches(): Promise<void>;
}

export interface ReadContentOptions {
  /** What was parsed before need not be parsed again. */
  cache?: LibraryCache | null;
  /** Samples that were read before; null: they are read from the folder. */
  samples?: readonly Sample[] | null;
  /** An organisation's own, to lie over the library. */
  overlay?: Overlay | null;
  /** What the signatures matched is read from the cache too, which takes a moment whether somebody asks or not. */
  keepsMatches?: boolean;
}

/** A folder without `runbooks` is an error among the diagnostics. */
export async function readContent(
  folder: string,
  options: ReadContentOptions = {},
): Promise<Content> {
  const { cache = null, samples: known = null, overlay = null, keepsMatches = false } = options;
  const library = await readLibrary(join(folder, 'runbooks'), cache);
  const laid =
    overlay === null ? null : layOverlay(wholeLibrary(library.runbooks, library.sources), overlay);
  const runbooks = laid ? laidRunbooks(library.runbooks, laid) : library.runbooks;
  const diagnostics = [
    ...library.diagnostics,
    ...(overlay?.diagnostics ?? []),
    ...(laid?.diagnostics ?? []),
  ];
  const sources = new Map([...library.sources, ...(overlay?.sources ?? [])]);
  const samples = [...(known ?? (await readSamplesBelow(folder))), ...(overlay?.samples ?? [])];
  const plain = buildKnowledge(runbooks);
  const knowledge = overlay === null ? plain : withOrganisation(plain, overlay.organisation);
  // Most pages of the server that authors write beside need neither, and a large library has half a second
  // of them after each edit.
  const matches = keepsMatches && cache ? await StoredMatches.read(cache, runbooks) : undefined;
  const firings = once(() =>
    sampleFirings(() => compileSignatures(knowledge.signatures), samples, matches),
  );
  const graph = once(() =>
    buildGraph(runbooks, {
      sourcePrefix: 'content/runbooks/',
      samples: signaturesOfSamples(firings()),
    }),
  );
  const reviewed = runbooks.flatMap(({ meta }) => meta.reviewed ?? []).sort();
  return {
    site: {
      runbooks,
      get graph() {
        return graph();
      },
      kinds,
      areas: [...areas, ...(overlay?.areas ?? [])],
      taint: taint.flags,
      get firings() {
        return firings();
      },
      diagnostics,
      organisation: overlay?.organisation ?? null,
      version: await ownVersion(),
      contentDate: reviewed.at(-1) ?? null,
    },
    checked: overlay && laid ? checkedRunbooks(library.runbooks, overlay, laid) : runbooks,
    knowledge,
    samples: samples.flatMap((sample) => wizardSample(sample)),
    logo: overlay?.logo ?? null,
    library: {
      knowledge: laid === null ? knowledge : buildKnowledge(library.runbooks),
      files: Object.fromEntries(
        library.runbooks.map(({ id, file }) => [
          id,
          { file, source: library.sources.get(file) ?? '' },
        ]),
      ),
    },
    diagnostics: [
      ...diagnostics,
      ...danglingLinks(runbooks),
      ...linksWithoutPage(runbooks),
      ...pageNames(runbooks),
    ],
    sources,
    digestOf: runbookDigests(library),
    storeMatches: async () => matches?.store(),
  };
}

/**
 * What was parsed is known by its text, which is cheaper than by what came of it: nodes that nobody has asked
 * for yet stay in the cache. What lies over the library is known by all that it became.
 */
function runbookDigests({ runbooks, sources }: Library): Content['digestOf'] {
  const parsed = new Set(runbooks);
  return (runbook) => {
    const hash = createHash('sha256');
    if (parsed.has(runbook)) {
      hash.update(`text\0${runbook.file}\0`).update(sources.get(runbook.file)!);
    } else hash.update('model\0').update(JSON.stringify(runbook));
    return hash.digest('hex');
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Of a content folder; none where it keeps none. */
export async function readSamplesBelow(folder: string): Promise<Sample[]> {
  const samples = join(folder, 'samples');
  const exists = await stat(samples).then(
    () => true,
    () => false,
  );
  return exists ? readSamples(samples) : [];
}

function wizardSample({ file, title, text }: Sample): WizardSample[] {
  return title === null ? [] : [{ name: file.split('/').at(-1)!, title, text }];
}

async function ownVersion(): Promise<string> {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
