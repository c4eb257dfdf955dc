// A Debian release as its archive has it: which package ships a file, and packages unpacked to be read.
// Nothing is installed and nothing of this machine's own apt is touched: apt works on a state of its own
// below `cache`, checks the archive's signature as ever, and downloads each list and package once.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DebianPackage {
  name: string;
  version: string;
  priority: string;
  /** Names, of alternatives the first. */
  depends: string[];
}

export interface ShippedFile {
  /** Absolute. */
  path: string;
  packages: string[];
}

/** Where Debian puts its archive's keys. */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** What runbooks speak of; the rest of the lists (a thousand libraries' headers) is left out of the index. */
const indexed =
  '^(s?bin|usr/s?bin|usr/games|usr/share/man/man[1-8]|etc|boot|var|(usr/)?lib/(modprobe[.]d|systemd|firmware|modules|sysctl[.]d|debug/boot))/';

const priorities = ['required', 'important', 'standard'];

/** What each machine has comes first; of the rest none is before another. */
function rank({ priority }: DebianPackage): number {
  const at = priorities.indexOf(priority);
  return at < 0 ? priorities.length : at;
}

/** A release's packages: what lookups ask of them. */
export interface PackageArchive {
  readonly suite: string;
  /** Files of this name, whatever their folder. */
  named(name: string): readonly ShippedFile[];
  /** @param pattern of the absolute path. */
  shipped(pattern: RegExp): ShippedFile[];
  /** Files of these names in folders that the index leaves out. */
  elsewhere(names: readonly string[]): ShippedFile[];
  /** Of packages that ship the same file, the one that a machine most likely has. */
  choose(names: readonly string[], program: string): DebianPackage | null;
  describe(names: readonly string[]): DebianPackage[];
  /** Downloads and unpacks what is not there yet, all in one go. */
  unpack(names: readonly string[]): void;
  folderOf(each: DebianPackage): string;
}

export function likeliest(
  packages: readonly DebianPackage[],
  program: string,
): DebianPackage | null {
  const sorted = packages.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(b.name === program) - Number(a.name === program) ||
      a.name.length - b.name.length ||
      (a.name < b.name ? -1 : 1),
  );
  return sorted[0] ?? null;
}

/** Where this machine's own apt gets Debian from. */
function mirrorOfThisMachine(): string {
  const targets = ['Created-By: Packages', 'Origin: Debian', 'Label: Debian'];
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)', ...targets], {
    encoding: 'utf8',
  });
  const [mirror] = stdout?.split('\n') ?? [];
  if (mirror) return mirror;
  throw new Error(
    'No archive of Debian is known here: run `apt-get update` on Debian, or look at its sources (man sources.list).',
  );
}

export class DebianArchive implements PackageArchive {
  readonly suite: string;
  readonly #cache: string;
  readonly #byName = new Map<string, ShippedFile[]>();
  readonly #files: ShippedFile[] = [];
  readonly #packages = new Map<string, DebianPackage>();

  constructor(cache: string, suite: string) {
    this.suite = suite;
    this.#cache = join(cache, suite);
    this.#setUp();
    for (const line of readFileSync(this.#indexFile(), 'utf8').split('\n')) this.#takeLine(line);
  }

  named(name: string): readonly ShippedFile[] {
    return this.#byName.get(name) ?? [];
  }

  shipped(pattern: RegExp): ShippedFile[] {
    return this.#files.filter(({ path }) => pattern.test(path));
  }

  elsewhere(names: readonly string[]): ShippedFile[] {
    if (names.length === 0) return [];
    const alternatives = names.map((name) => name.replaceAll(/[.+[\]]/g, '[$&]')).join('|');
    return this.#grepContents(`/(${alternatives})[[:space:]]`).flatMap((line) => readLine(line));
  }

  choose(names: readonly string[], program: string): DebianPackage | null {
    return likeliest(this.describe(names), program);
  }

  describe(names: readonly string[]): DebianPackage[] {
    const unknown = [...new Set(names)].filter((name) => !this.#packages.has(name));
    if (unknown.length > 0) this.#readPackages(unknown);
    return names.flatMap((name) => this.#packages.get(name) ?? []);
  }

  unpack(names: readonly string[]): void {
    const packages = this.describe([...new Set(names)]).filter(
      (each) => !existsSync(this.folderOf(each)),
    );
    if (packages.length === 0) return;
    const debs = join(this.#cache, 'debs');
    rmSync(debs, { recursive: true, force: true });
    mkdirSync(debs, { recursive: true });
    const wanted = packages.map(({ name, version }) => `${name}=${version}`);
    this.#apt('apt-get', ['download', '-q', ...wanted], debs);
    for (const deb of readdirSync(debs)) {
      const name = deb.slice(0, deb.indexOf('_'));
      const folder = this.folderOf(this.#packages.get(name)!);
      const partial = `${folder}.part`;
      rmSync(partial, { recursive: true, force: true });
      execFileSync('dpkg-deb', ['-R', join(debs, deb), partial]);
      execFileSync('mv', [partial, folder]);
    }
    rmSync(debs, { recursive: true, force: true });
  }

  folderOf({ name, version }: DebianPackage): string {
    const folder = join(this.#cache, 'packages');
    mkdirSync(folder, { recursive: true });
    return join(folder, `${name}_${version.replaceAll(':', '%')}`);
  }

  #setUp(): void {
    if (existsSync(this.#indexFile())) return;
    for (const folder of ['state/lists/partial', 'apt/archives/partial'])
      mkdirSync(join(this.#cache, folder), { recursive: true });
    writeFileSync(join(this.#cache, 'state/status'), '');
    writeFileSync(join(this.#cache, 'apt.conf'), this.#aptSettings());
    writeFileSync(
      join(this.#cache, 'sources.list'),
      `deb [signed-by=${keyring}] ${mirrorOfThisMachine()} ${this.suite} main contrib non-free non-free-firmware\n`,
    );
    this.#apt('apt-get', ['update', '-q'], this.#cache);
    writeFileSync(this.#indexFile(), `${this.#grepContents(indexed).join('\n')}\n`);
  }

  #aptSettings(): string {
    return `Dir::State "${this.#cache}/state";
Dir::State::status "${this.#cache}/state/status";
Dir::Cache "${this.#cache}/apt";
Dir::Etc::sourcelist "${this.#cache}/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "-";
APT::Architecture "amd64";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::IndexTargets::deb::Contents-deb {
  MetaKey "$(COMPONENT)/Contents-$(ARCHITECTURE)"; ShortDescription "Contents-$(ARCHITECTURE)";
  Description "$(RELEASE)/$(COMPONENT) $(ARCHITECTURE) Contents";
  KeepCompressed "true"; DefaultEnabled "true"; PDiffs "false";
};
`;
  }

  #apt(program: string, args: readonly string[], cwd: string): void {
    const { status, error, stderr } = spawnSync(program, args, {
      cwd,
      env: this.#environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (error) throw new Error(`${program} does not start (${error.message}): run this on Debian.`);
    if (status === 0) return;
    const said = stderr.split('\n').filter((line) => line.startsWith('E: '));
    throw new Error(
      `${program} ${args[0]} failed for ${this.suite}:\n${said.join('\n')}\nIs there a network, and is ${keyring} (package debian-archive-keyring) there? A mirror in the middle of an update answers again in an hour.`,
    );
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, APT_CONFIG: join(this.#cache, 'apt.conf'), LC_ALL: 'C' };
  }

  #grepContents(pattern: string): string[] {
    const lists = join(this.#cache, 'state/lists');
    const files = readdirSync(lists).filter((name) => name.includes('_Contents-'));
    const script = `for f in "$@"; do /usr/lib/apt/apt-helper cat-file "$f"; done | grep -E -e "$PATTERN"`;
    const { stdout } = spawnSync(
      'sh',
      ['-c', script, 'sh', ...files.map((name) => join(lists, name))],
      {
        env: { ...process.env, PATTERN: pattern, LC_ALL: 'C' },
        encoding: 'utf8',
        maxBuffer: 1 << 29,
      },
    );
    return stdout.split('\n').filter((line) => line !== '');
  }

  #indexFile = () => join(this.#cache, 'files.txt');

  #takeLine(line: string): void {
    const file = readLine(line)[0];
    if (!file) return;
    this.#files.push(file);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const list = this.#byName.get(name);
    if (list) list.push(file);
    else this.#byName.set(name, [file]);
  }

  #readPackages(names: readonly string[]): void {
    // It fails where it knows one of the names not, and tells of the others all the same.
    const { stdout: text } = spawnSync('apt-cache', ['show', '--no-all-versions', ...names], {
      env: this.#environment(),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    for (const paragraph of text.split('\n\n')) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1];
      const [name, version] = [field('Package'), field('Version')];
      if (name === undefined || version === undefined) continue;
      const depends = (field('Depends') ?? '').split(/\s*,\s*/).map((each) => each.split(' ')[0]!);
      this.#packages.set(name, {
        name,
        version,
        priority: field('Priority') ?? 'optional',
        depends: depends.filter((each) => each !== ''),
      });
    }
  }
}

/** `usr/bin/ps      admin/procps,…` */
function readLine(line: string): ShippedFile[] {
  const match = /^(.*\S)\s+(\S+)$/.exec(line);
  if (!match) return [];
  const packages = match[2]!.split(',').map((each) => each.slice(each.lastIndexOf('/') + 1));
  return [{ path: `/${match[1]!}`, packages }];
}
