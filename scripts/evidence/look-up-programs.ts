// In: programs as runbooks use them, and a Debian archive. Out: the package of each, and which of its
// options and subcommands its manual, or failing that its own file, has. Packages are fetched in two
// goes (programs, then manuals), a page is rendered once.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { NamedPrograms, ProgramFound } from './command-evidence.ts';
import type { DebianPackage, PackageArchive, ShippedFile } from './debian-archive.ts';
import {
  hasName,
  hasOption,
  hasWord,
  type ManualText,
  readProgramText,
  readRenderedPage,
} from './manual-text.ts';
import { furtherPagesOf } from './subcommands.ts';

/** A program, its subcommands, and all options that runbooks give it so. */
export interface WantedUse {
  key: string;
  program: string;
  inside: string;
  subcommands: readonly string[];
  words: readonly string[];
}

interface Located {
  use: WantedUse;
  file: string;
  package: DebianPackage;
  /** Pages about it, the closest first. */
  pages: ShippedFile[];
}

const programFolders = /^\/(?:usr\/)?(?:s?bin|games)\/[^/]+$/;
const builtins = new Set(
  '. : [ alias break builtin cd command continue echo eval exec exit export false printf pwd read return set shift test trap true type ulimit umask unset wait'.split(
    ' ',
  ),
);

export class ProgramLookup {
  readonly #archive: PackageArchive;
  readonly #named: NamedPrograms;
  readonly #rendered: string;
  readonly #texts = new Map<string, ManualText | null>();

  constructor(archive: PackageArchive, named: NamedPrograms, cache: string) {
    this.#archive = archive;
    this.#named = named;
    this.#rendered = join(cache, archive.suite, 'pages');
    mkdirSync(this.#rendered, { recursive: true });
  }

  lookUp(uses: readonly WantedUse[]): Map<string, ProgramFound> {
    const located = this.#locate(uses);
    this.#archive.unpack(
      located.flatMap((each) => [
        each.package.name,
        ...each.pages.map(({ packages }) => packages[0]!),
      ]),
    );
    const found = new Map<string, ProgramFound>();
    for (const { key } of uses) found.set(key, {});
    for (const each of located) found.set(each.use.key, this.#read(each));
    return found;
  }

  #locate(uses: readonly WantedUse[]): Located[] {
    const nameOf = ({ program, inside }: WantedUse) =>
      inside === 'host' ? (this.#named.called[program]?.as ?? program) : inside;
    const missing = uses.map(nameOf).filter((name) => this.#programFiles(name).length === 0);
    const elsewhere = this.#archive
      .elsewhere([...new Set(missing)])
      .filter(({ path }) => /^\/usr\/(?:lib|libexec|share)\/(?!doc|man|bash|zsh|icons)/.test(path));
    const candidates = uses.flatMap((use) => {
      const files = this.#programFiles(nameOf(use));
      const other = elsewhere.filter(({ path }) => basename(path) === nameOf(use));
      return [{ use, files: files.length > 0 ? files : other }];
    });
    this.#archive.describe(
      candidates.flatMap(({ files }) => files.flatMap(({ packages }) => packages)),
    );
    return candidates.flatMap(({ use, files }): Located[] => {
      const name = nameOf(use);
      const packages = files.flatMap((file) => file.packages);
      const shell = builtins.has(name) && !packages.includes('coreutils') ? 'bash' : name;
      const meant = this.#named.packages[name];
      const chosen = this.#archive.choose(
        shell === 'bash' ? ['bash'] : meant ? [meant] : packages,
        name,
      );
      if (chosen === null) return [];
      const file =
        files.find((each) => each.packages.includes(chosen.name))?.path ?? `builtin ${name}`;
      const pages = this.#pagesOf(name, use.subcommands, chosen);
      return [{ use, file, package: chosen, pages }];
    });
  }

  #programFiles(name: string): ShippedFile[] {
    return this.#archive.named(name).filter(({ path }) => programFolders.test(path));
  }

  /** `ip-address(8)` for `ip addr`, then `ip(8)`. */
  #pagesOf(
    name: string,
    subcommands: readonly string[],
    { name: owner }: DebianPackage,
  ): ShippedFile[] {
    const pages: ShippedFile[] = [];
    for (let length = subcommands.length; length >= 0; length--) {
      const stem = [name, ...subcommands.slice(0, length)].join('-');
      const exact = this.#manuals(stem, (path) => basename(path).startsWith(`${stem}.`));
      const longer =
        length > 0 ? this.#manuals(stem, (path) => basename(path).startsWith(stem)) : [];
      const page = closest(exact, owner) ?? longer.find((each) => each.packages.includes(owner));
      if (page) pages.push({ ...page, packages: [packageOf(page, owner)] });
    }
    // `lvm vgchange` is told in vgchange(8).
    const own = this.#manuals(subcommands[0] ?? '', (path) =>
      basename(path).startsWith(`${subcommands[0]}.`),
    );
    pages.push(...this.#further(name));
    pages.push(...own.filter(({ packages }) => packages.includes(owner)).slice(0, 1));
    return pages;
  }

  #further(name: string): ShippedFile[] {
    return furtherPagesOf(name).flatMap((page) => {
      const [stem, section] = page.slice(0, -1).split('(');
      const file = this.#archive
        .shipped(new RegExp(`^/usr/share/man/man${section}/${stem}[.]${section}[.]gz$`))
        .at(0);
      return file ? [{ ...file, packages: file.packages.slice(0, 1) }] : [];
    });
  }

  #manuals(stem: string, fits: (path: string) => boolean): ShippedFile[] {
    const pattern = new RegExp(
      `^/usr/(?:share/man/man[18]|lib/nvidia/current)/${stem.replaceAll(/[.+[\]]/g, '\\$&')}[\\w.-]*$`,
    );
    return this.#archive
      .shipped(pattern)
      .filter(({ path }) => fits(path))
      .sort((a, b) => a.path.length - b.path.length);
  }

  #read({ use, file, package: owner, pages }: Located): ProgramFound {
    const folder = this.#archive.folderOf(owner);
    const texts = pages
      .map(({ path, packages }) => this.#page(path, packages[0]!))
      .filter((text) => text !== null);
    const help = this.#help(use, owner);
    const sources: (() => ManualText | null)[] = [
      ...(help ? [() => help] : []),
      ...texts.map((text) => () => text),
      () => this.#program(file, folder),
    ];
    const seen: Record<string, string[]> = {};
    const unseen: string[] = [];
    for (const word of use.words) {
      const holder = firstOf(sources, (text) => has(text, word, use));
      if (holder) seen[holder.name] = [...(seen[holder.name] ?? []), word];
      else unseen.push(word);
    }
    const found: ProgramFound = { package: `${owner.name} ${owner.version}` };
    if (use.words.length > 0) found.seen = seen;
    if (unseen.length > 0) found.unseen = unseen;
    return found;
  }

  #page(path: string, packageName: string): ManualText | null {
    const id = `${basename(path)}__${packageName}`;
    if (this.#texts.has(id)) return this.#texts.get(id)!;
    const owner = this.#archive.describe([packageName])[0]!;
    const rendered = this.#render(join(this.#archive.folderOf(owner), path), id, 0);
    const name = /^(.*)\.(\d)[^/]*$/.exec(basename(path).replace(/\.gz$/, ''))!;
    const text = rendered === null ? null : readRenderedPage(`${name[1]}(${name[2]})`, rendered);
    this.#texts.set(id, text);
    return text;
  }

  #render(file: string, id: string, depth: number): string | null {
    const kept = join(this.#rendered, `${id}.txt`);
    if (existsSync(kept)) return readFileSync(kept, 'utf8');
    if (!isThere(file) || depth > 2) return null;
    if (lstatSync(file).isSymbolicLink()) {
      const target = resolve(dirname(file), readlinkSync(file));
      if (isThere(target)) return this.#render(target, id, depth + 1);
      return this.#other(basename(target));
    }
    const source = execFileSync('gzip', ['-dcf', file], { maxBuffer: 1 << 26 });
    const included = /^\.so (\S+)\s*$/m.exec(source.toString('latin1').slice(0, 500))?.[1];
    if (included !== undefined) return this.#other(`${basename(included)}.gz`);
    const { stdout } = spawnSync(
      'groff',
      ['-k', '-t', '-mandoc', '-Tutf8', '-rLL=300n', '-rHY=0', '-P-c'],
      {
        input: source,
        encoding: 'utf8',
        maxBuffer: 1 << 27,
        env: { ...process.env, GROFF_NO_SGR: '1' },
      },
    );
    writeFileSync(kept, stdout);
    return stdout;
  }

  /** A page that another one is but a name of. */
  #other(name: string): string | null {
    const file = this.#archive.named(name).find(({ path }) => path.includes('/man/man'));
    if (!file) return null;
    const owner = this.#archive.describe(file.packages)[0];
    if (!owner) return null;
    this.#archive.unpack([owner.name]);
    return this.#render(
      join(this.#archive.folderOf(owner), file.path),
      `${name}__${owner.name}`,
      1,
    );
  }

  #program(path: string, folder: string): ManualText | null {
    if (this.#texts.has(path)) return this.#texts.get(path)!;
    let file = join(folder, path);
    for (let step = 0; step < 3 && isThere(file) && lstatSync(file).isSymbolicLink(); step++) {
      const target = readlinkSync(file);
      file = target.startsWith('/') ? join(folder, target) : resolve(dirname(file), target);
    }
    const text =
      isThere(file) && lstatSync(file).isFile() ? readProgramText(path, readFileSync(file)) : null;
    this.#texts.set(path, text);
    return text;
  }

  /** crash has no manual for its commands but the one that it prints: `crash -h bt` opens no dump. */
  #help({ inside, program }: WantedUse, owner: DebianPackage): ManualText | null {
    if (inside !== 'crash') return null;
    const name = `crash -h ${program}`;
    if (!this.#texts.has(name)) {
      const { stdout } = spawnSync(
        join(this.#archive.folderOf(owner), 'usr/bin/crash'),
        ['-h', program],
        {
          encoding: 'utf8',
          env: {
            PATH: '/usr/bin:/bin',
            LD_LIBRARY_PATH: this.#libraries(owner),
            TERM: 'dumb',
            CRASHPAGER: 'cat',
            LC_ALL: 'C',
          },
          timeout: 10_000,
        },
      );
      const told = stdout && /^NAME$/m.test(stdout);
      this.#texts.set(name, told ? { name, plain: stdout, emphasised: null } : null);
    }
    return this.#texts.get(name)!;
  }

  /** The machine's own C library stays: another would not fit its loader. */
  #libraries({ depends }: DebianPackage): string {
    const names = depends.filter((name) => /^lib/.test(name) && name !== 'libc6');
    this.#archive.unpack(names);
    return this.#archive
      .describe(names)
      .flatMap((each) =>
        ['usr/lib', 'lib'].map((lib) =>
          join(this.#archive.folderOf(each), lib, 'x86_64-linux-gnu'),
        ),
      )
      .join(':');
  }
}

function has(text: ManualText, word: string, use: WantedUse): boolean {
  if (word.startsWith('-')) return hasOption(text, word);
  if (word.startsWith('=')) return hasName(text, word.slice(1));
  if (text.name === `crash -h ${word}`) return true;
  // `ip-link(8)` is the manual of `link`.
  const own = [use.program, ...use.subcommands.slice(0, use.subcommands.indexOf(word) + 1)];
  return text.name.startsWith(`${own.join('-')}(`) || hasWord(text, word);
}

function firstOf(
  sources: readonly (() => ManualText | null)[],
  fits: (text: ManualText) => boolean,
): ManualText | null {
  for (const source of sources) {
    const text = source();
    if (text && fits(text)) return text;
  }
  return null;
}

/** The program's own package's page, or one that only one package has. */
function closest(pages: readonly ShippedFile[], owner: string): ShippedFile | undefined {
  return pages.find(({ packages }) => packages.includes(owner)) ?? pages[0];
}

const packageOf = ({ packages }: ShippedFile, owner: string) =>
  packages.includes(owner) ? owner : packages[0]!;

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
