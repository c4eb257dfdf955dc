// In: modules.dep of a kernel package, and names of modules. Out: the files to copy into the guest.
//
//   kernel/fs/ext4/ext4.ko: kernel/fs/mbcache.ko kernel/fs/jbd2/jbd2.ko      path: what it needs
//
// depmod writes the whole closure of a module behind its colon; it is followed all the same, since
// other tools write only the direct needs.

/** Path below /lib/modules/RELEASE → the paths that it names as its needs. */
export type ModuleNeeds = ReadonlyMap<string, readonly string[]>;

export function readModulesDep(text: string): ModuleNeeds {
  const needs = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    needs.set(
      line.slice(0, colon),
      line
        .slice(colon + 1)
        .split(' ')
        .filter(Boolean),
    );
  }
  return needs;
}

/** `kernel/fs/ext4/ext4.ko.xz` → `ext4`. The kernel takes `-` and `_` in a name for the same. */
export function moduleName(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.ko(?:\.(?:xz|gz|zst))?$/, '')
    .replaceAll('-', '_');
}

/**
 * The modules named and all that they need, what is needed before what needs it. Names that the
 * kernel has built in (text of modules.builtin) are left out. Throws where a name is neither.
 */
export function moduleClosure(
  names: readonly string[],
  needs: ModuleNeeds,
  builtin: string,
): string[] {
  const byName = new Map([...needs.keys()].map((path) => [moduleName(path), path]));
  const builtinNames = new Set(builtin.split('\n').map(moduleName));
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const need of needs.get(path) ?? []) visit(need);
    ordered.push(path);
  };
  for (const name of names) {
    const path = byName.get(name.replaceAll('-', '_'));
    if (path !== undefined) visit(path);
    else if (!builtinNames.has(name.replaceAll('-', '_'))) {
      throw new Error(`this kernel has no module ${name}, neither as a file nor built in`);
    }
  }
  return ordered;
}
