// Files and folders that the runbooks name: what each is, and where it is looked at or written.
//
// In: the runbooks, and what known paths are (content/vocabulary/path-notes.json). Out: groups by the
// tree that a path belongs to. What a runbook itself writes, and devices with a blank for a name, are
// left out: they are no places to look at.

import notes from '../../../content/vocabulary/path-notes.json' with { type: 'json' };
import type { Runbook } from '../../model/runbook.ts';

export interface PathGroup {
  slug: string;
  label: string;
  paths: PathEntry[];
}

export interface PathEntry {
  path: string;
  about: string | null;
  /** Man page or file of the kernel that says so. */
  source: string | null;
  places: { runbook: Pick<Runbook, 'id' | 'title'>; anchor: string }[];
}

const trees: [slug: string, label: string, begins: RegExp][] = [
  ['proc', '/proc: the kernel and its tasks', /^\/proc(?:\/|$)/],
  ['sys', '/sys: devices and what the kernel lets be set', /^\/sys(?:\/|$)/],
  ['var', '/var: logs and dumps that outlive a restart', /^\/var\//],
  ['etc', '/etc: settings', /^\/etc\//],
  [
    'boot',
    '/boot, /lib: kernels and modules',
    /^\/(?:boot|lib|usr\/lib|run\/(?:modprobe|sysctl)\.d|sbin)(?:\/|$)/,
  ],
  ['dev', '/dev: devices', /^\/dev\/[a-z]/],
];

export function pathSheet(runbooks: readonly Runbook[]): PathGroup[] {
  const entries = new Map<string, PathEntry>();
  for (const runbook of runbooks) {
    for (const command of runbook.commands) {
      for (const path of command.files) {
        const entry = entries.get(path) ?? { path, ...noteOf(path), places: [] };
        entries.set(path, entry);
        if (entry.places.every((place) => place.runbook.id !== runbook.id)) {
          entry.places.push({ runbook, anchor: command.id });
        }
      }
    }
  }
  return trees
    .map(([slug, label, begins]) => ({
      slug,
      label,
      paths: [...entries.values()]
        .filter(({ path }) => begins.test(path))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    }))
    .filter(({ paths }) => paths.length > 0);
}

/** The note of the path itself, else that of the closest folder which stands for all below it. */
function noteOf(path: string): Pick<PathEntry, 'about' | 'source'> {
  const found = notes.paths
    .filter(
      (note) =>
        path === note.path ||
        `${path}/` === note.path ||
        ((note.isPrefix ?? note.path.endsWith('/')) && path.startsWith(note.path)),
    )
    .sort((a, b) => b.path.length - a.path.length)[0];
  return { about: found?.about ?? null, source: found?.source ?? null };
}
