// A folder of an organisation's own → what is to be laid over the library.
//
//     our folder/
//       panicroom.yaml               name, areas, tools: src/overlay/settings-schema.ts
//       runbooks/<area>/<slug>.md    their own runbooks
//       samples/<area>/<slug>/*.log  their own logs
//       corrected.json               what of ours their corrections were written for
//
// It is only read, may lie anywhere and may be called anything: in all that is made from it, its
// files are called `overlay/…`, so that no page tells where somebody's folder lay.

import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import areas from '../../content/vocabulary/areas.json' with { type: 'json' };
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Overlay } from '../model/overlay.ts';
import type { Runbook } from '../model/runbook.ts';
import { contrastOnPapers, leastContrast, nearestReadable } from '../overlay/accent-contrast.ts';
import type { NotedParts } from '../overlay/check-correction.ts';
import { withOwnTools } from '../overlay/own-tools.ts';
import { type ReadSettings, readSettings } from '../overlay/read-settings.ts';
import { isKnownTool, type Tool } from '../parse/command-risk.ts';
import { didYouMean } from '../parse/nearest-word.ts';
import type { LibraryCache } from './content-cache.ts';
import { listFiles } from './list-files.ts';
import { readLibrary } from './read-library.ts';
import { readLogo } from './read-logo.ts';
import { readForeignSamples } from './read-samples.ts';
import { fileProblem, readTextFile, reasonOf, runbookLimit } from './text-file.ts';

export const overlayPrefix = 'overlay/';
/** What `panicroom note` writes. */
export const notedName = 'corrected.json';
const settingsNames = ['panicroom.yaml', 'panicroom.yml', 'panicroom.json'];

/** Whether a folder says of itself that it is an overlay. False where it cannot be read. */
export async function isOverlay(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.some((name) => settingsNames.includes(name));
}

/** Whether this says that there is nothing to lay: no folder, or one of something else. */
export const isNoOverlay = ({ code }: Diagnostic): boolean =>
  code === 'overlay/unreadable-folder' || code === 'overlay/empty';

/** Never rejects: what could not be read is in the diagnostics, files called `overlay/…`. */
export async function readOverlay(
  folder: string,
  cache: LibraryCache | null = null,
): Promise<Overlay> {
  const overlay: Overlay = {
    organisation: { name: 'Your organisation', accent: null, logo: null, contacts: [] },
    logo: null,
    areas: [],
    runbooks: [],
    corrections: [],
    noted: {},
    named: [],
    samples: [],
    diagnostics: [],
    sources: new Map(),
    files: new Set(),
  };
  const { diagnostics, sources } = overlay;
  const problem = (
    level: Diagnostic['level'],
    file: string,
    slug: string,
    what: string,
    fix: string,
  ) => diagnostics.push({ ...fileProblem(file, level, slug, what, fix), code: `overlay/${slug}` });
  let root: string;
  let names: string[];
  try {
    root = await realpath(folder);
    if (!(await stat(root)).isDirectory()) throw new Error('it is not a folder');
    names = (await readdir(root)).sort();
  } catch (error) {
    problem(
      'error',
      overlayPrefix,
      'unreadable-folder',
      `The folder cannot be read: ${reasonOf(error)}.`,
      'Give the path of your folder with panicroom.yaml and runbooks/ in it.',
    );
    return overlay;
  }
  const settingsFiles = settingsNames.filter((name) => names.includes(name));
  if (settingsFiles.length === 0 && !names.includes('runbooks')) {
    problem(
      'error',
      overlayPrefix,
      'empty',
      'There is neither a panicroom.yaml nor a folder runbooks in it.',
      'Give the folder that holds them; docs/overlay.md says what stands where.',
    );
    return overlay;
  }
  for (const name of settingsFiles.slice(1)) {
    problem(
      'error',
      overlayPrefix + name,
      'two-settings',
      `There is a ${settingsFiles[0]} as well; this file is not read.`,
      'Keep one of the two.',
    );
  }
  for (const name of names.filter((each) => /\.(?:md|markdown)$/i.test(each))) {
    if (/^(?:readme|changelog|contributing)\./i.test(name)) continue;
    problem(
      'warning',
      overlayPrefix + name,
      'misplaced',
      'This file is not read: it stands beside the folder runbooks.',
      `Move it to runbooks/<area>/${name}.`,
    );
  }

  const tools: Record<string, Tool> = {};
  if (settingsFiles[0] !== undefined) {
    const file = overlayPrefix + settingsFiles[0];
    const source = await readTextFile(join(root, settingsFiles[0]), file, diagnostics, {
      ...runbookLimit,
      tooLarge: 'It holds settings alone; put all else into files of its own.',
    });
    if (source !== null) {
      sources.set(file, source);
      const read = readSettings(source, file);
      diagnostics.push(...read.diagnostics);
      applySettings(read, overlay, tools);
      await applyLogo(read, overlay, root);
    }
  }
  if (names.includes(notedName)) {
    const file = overlayPrefix + notedName;
    const source = await readTextFile(join(root, notedName), file, diagnostics, {
      ...runbookLimit,
      tooLarge: 'Delete it, then write it anew with `panicroom note`.',
    });
    if (source !== null) sources.set(file, source);
    overlay.noted = readNoted(source, file, diagnostics);
  }

  if (names.includes('runbooks')) {
    const prefix = `${overlayPrefix}runbooks/`;
    const below = join(root, 'runbooks');
    const library = await readLibrary(below, cache, { prefix, corrections: true });
    diagnostics.push(...library.diagnostics);
    for (const [file, text] of library.sources) sources.set(file, text);
    const whose = overlay.organisation.name;
    const asTheirs = (runbook: Runbook): Runbook => ({
      ...withOwnTools(runbook, tools),
      origin: { whose, file: runbook.file },
    });
    overlay.runbooks = library.runbooks.map(asTheirs);
    overlay.corrections = library.corrections.map(asTheirs);
    for (const file of await listFiles(below)) overlay.files.add(prefix + file);
  }
  if (names.includes('samples')) {
    const prefix = `${overlayPrefix}samples/`;
    const samples = await readForeignSamples(join(root, 'samples'), prefix, diagnostics);
    overlay.samples = samples.map((sample) => ({
      ...sample,
      origin: { whose: overlay.organisation.name, file: prefix + sample.file },
    }));
  }
  return overlay;
}

function applySettings(read: ReadSettings, overlay: Overlay, tools: Record<string, Tool>): void {
  const { settings, say, writtenAt } = read;
  if (settings.name !== undefined) overlay.organisation.name = settings.name;
  for (const [index, { slug, label, about }] of (settings.areas ?? []).entries()) {
    const taken = [...areas, ...overlay.areas].find((area) => area.slug === slug);
    if (taken === undefined) {
      overlay.areas.push({ slug, label, about: about ?? '' });
      continue;
    }
    overlay.diagnostics.push(
      say(
        'error',
        'known-area',
        ['areas', writtenAt('areas')[index]!, 'slug'],
        `There is an area \`${slug}\` already: ${taken.label}.`,
        'Leave it out; your runbooks may stand in it all the same.',
      ),
    );
  }
  applyAccent(read, overlay);
  applyContacts(read, overlay);
  for (const [name, tool] of Object.entries(settings.tools ?? {})) {
    if (!isKnownTool(name)) {
      tools[name] = tool;
      continue;
    }
    overlay.diagnostics.push(
      say(
        'error',
        'known-tool',
        ['tools', name],
        `The library knows what \`${name}\` does; its risk is not changed for all runbooks at once.`,
        'Leave it out, and where it does something else write the risk at the fence: ```bash {risk="changes-state"}.',
      ),
    );
  }
}

function applyAccent({ settings, say }: ReadSettings, overlay: Overlay): void {
  const { accent } = settings;
  if (accent === undefined) return;
  const wanted = typeof accent === 'string' ? { light: accent, dark: accent } : accent;
  const readable = {
    light: nearestReadable(wanted.light, 'light'),
    dark: nearestReadable(wanted.dark, 'dark'),
  };
  for (const scheme of ['light', 'dark'] as const) {
    if (readable[scheme] === wanted[scheme]) continue;
    const ratio = contrastOnPapers(wanted[scheme], scheme);
    overlay.diagnostics.push(
      say(
        'error',
        'accent-contrast',
        typeof accent === 'string' ? ['accent'] : ['accent', scheme],
        // Rounded down: 4.49 is not enough.
        `On the ${scheme} page ${wanted[scheme]} has a contrast of ${Math.floor(ratio * 100) / 100} to 1; links need ${leastContrast} to 1.`,
        `The nearest that can be read is ${readable[scheme]}: \`accent: { light: "${readable.light}", dark: "${readable.dark}" }\`.`,
      ),
    );
  }
  overlay.organisation.accent = readable;
}

async function applyLogo(
  { settings, say }: ReadSettings,
  overlay: Overlay,
  root: string,
): Promise<void> {
  const { logo } = settings;
  if (logo === undefined) return;
  const { diagnostics } = overlay;
  overlay.logo = await readLogo(
    root,
    logo,
    (message, fix) => diagnostics.push(say('error', 'logo', ['logo'], message, fix)),
    ({ line, column }, message, fix) => {
      const start = { line, column, offset: 0 };
      const file = overlayPrefix + logo;
      const span = { start, end: start };
      diagnostics.push({ file, span, level: 'error', code: 'overlay/logo', message, fix });
    },
  );
  overlay.organisation.logo = overlay.logo?.name ?? null;
}

function applyContacts({ settings, say, writtenAt }: ReadSettings, overlay: Overlay): void {
  const slugs = [...areas, ...overlay.areas].map(({ slug }) => slug);
  for (const [index, contact] of (settings.contacts ?? []).entries()) {
    const place = ['contacts', writtenAt('contacts')[index]!];
    const ways = (['phone', 'chat', 'mail', 'page'] as const).flatMap((by) => {
      const at = contact[by];
      return at === undefined ? [] : [{ by, at }];
    });
    overlay.organisation.contacts.push({
      who: contact.who,
      when: contact.when ?? null,
      ways,
      areas: contact.areas ?? [],
      runbooks: contact.runbooks ?? [],
    });
    for (const [at, slug] of (contact.areas ?? []).entries()) {
      if (slugs.includes(slug)) continue;
      overlay.diagnostics.push(
        say(
          'error',
          'unknown-area',
          [...place, 'areas', at],
          `There is no area \`${slug}\`, so for it nobody sees this contact.`,
          `${didYouMean(slug, slugs)}Areas: ${slugs.join(', ')}.`,
        ),
      );
    }
    for (const [at, id] of (contact.runbooks ?? []).entries()) {
      const { file, span } = say('error', 'unknown-runbook', [...place, 'runbooks', at], '', '');
      overlay.named.push({ id, file, at: span });
    }
  }
}

const notedSchema = z.object({ corrected: z.record(z.string(), z.record(z.string(), z.string())) });

/** A damaged file of notes is as none: then all is to be noted anew, and that is said. */
function readNoted(source: string | null, file: string, diagnostics: Diagnostic[]): NotedParts {
  if (source === null) return {};
  try {
    return notedSchema.parse(JSON.parse(source)).corrected;
  } catch {
    diagnostics.push({
      ...fileProblem(
        file,
        'warning',
        'noted',
        'These notes cannot be read.',
        'Run `panicroom note` on this folder: it writes them anew.',
      ),
      code: 'overlay/noted',
    });
    return {};
  }
}

/** Diagnostics and texts with the overlay's files called as the person called its folder. */
export function showOverlayPaths(
  folder: string,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): { diagnostics: Diagnostic[]; sources: Map<string, string> } {
  const shown = (file: string) =>
    file.startsWith(overlayPrefix) ? join(folder, file.slice(overlayPrefix.length)) : file;
  return {
    diagnostics: diagnostics.map((each) => ({ ...each, file: shown(each.file) })),
    sources: new Map([...sources].map(([file, text]) => [shown(file), text])),
  };
}
