// In: paths below /proc and /sys and names of sysctl(8), and a kernel tree. Out: the document of the
// kernel's own that names each, or the source that makes it.
//
//     /sys/bus/pci/devices/<device>/remove    Documentation/ABI: What: /sys/bus/pci/devices/.../remove
//     /sys/module/pstore/parameters/backend   fs/pstore/platform.c: module_param(backend, …
//     kernel.sysrq                            Documentation/admin-guide/sysctl/kernel.rst: its heading
//
// A blank, a glob or a `$p` of a runbook stands for one name, as `<dev>`, `X` or `*` of a document does.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { escapePattern } from '../escape-pattern.ts';
import { kernelVersion, sourcesBelow } from './kernel-strings.ts';

/** What is claimed → the file that has it; what no file has is left out. */
export function lookInKernel(
  tree: string,
  claims: readonly string[],
): { version: string; files: Map<string, string> } {
  const version = kernelVersion(readFileSync(join(tree, 'Makefile'), 'utf8'));
  const files = new Map<string, string>();
  const documents = readDocuments(tree);
  for (const claim of claims) {
    const file = inDocuments(claim, documents);
    if (file !== null) files.set(claim, file);
  }
  const rest = claims.filter((claim) => !files.has(claim));
  for (const [claim, file] of inSources(tree, rest)) files.set(claim, file);
  return { version, files };
}

interface Document {
  file: string;
  text: string;
  /** Of the ABI: its `What:` lines, once they were asked for. */
  whats?: RegExp[];
}

function readDocuments(tree: string): Document[] {
  const folder = join(tree, 'Documentation');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => isDocument(file))
    .sort()
    .map((file) => ({
      file: `Documentation/${file}`,
      text: readFileSync(join(folder, file), 'utf8'),
    }));
}

const isDocument = (file: string): boolean =>
  (/\.(?:rst|txt)$/.test(file) || /^ABI\/\w+\/[^/.][^/]*$/.test(file)) &&
  !file.startsWith('translations/') &&
  !file.startsWith('devicetree/');

function inDocuments(claim: string, documents: readonly Document[]): string | null {
  const setting = settingOf(claim);
  if (setting !== null) {
    // `file-max & file-nr` over a line of signs, `tcp_mem - vector of 3 INTEGERs: …`.
    const heading = new RegExp(
      `^(?:[\\w*-]+(?:, | & |/))*${escapePattern(setting.name)}(?:(?:,? &? ?[\\w*-]+)*(?: \\([^)\\n]*\\))?\\n[-=~]{3,}|[*]| - )`,
      'm',
    );
    const about = documents.find(
      ({ file, text }) => isAbout(file, setting.group) && heading.test(text),
    );
    if (about) return about.file;
  }
  if (!claim.startsWith('/')) return null;
  const sample = example(claim);
  const about = documents.find((each) => whatsOf(each).some((what) => what.test(sample)));
  if (about) return about.file;
  const literal = new RegExp(`${patternOf(claim)}(?![\\w-]|[.]\\w)`);
  const row = tableRow(claim);
  const general = documents.find(
    ({ file, text }) => generalOf(claim) === file && (literal.test(text) || row?.test(text)),
  );
  return general?.file ?? documents.find(({ text }) => literal.test(text))?.file ?? null;
}

/** The kernel's own list of such files comes before a text that mentions one in passing. */
function generalOf(claim: string): string | null {
  if (claim.startsWith('/proc/')) return 'Documentation/filesystems/proc.rst';
  if (claim.startsWith('/sys/fs/cgroup')) return 'Documentation/admin-guide/cgroup-v2.rst';
  return claim.startsWith('/dev/') ? 'Documentation/admin-guide/devices.txt' : null;
}

/** ` buddyinfo    Kernel memory allocator information`: a row of a table of proc.rst; of cgroup-v2.rst a heading. */
function tableRow(claim: string): RegExp | null {
  const control = /^\/sys\/fs\/cgroup.*\/(\w+\.\w+)$/.exec(claim)?.[1];
  if (control !== undefined) return new RegExp(`^ +${escapePattern(control)}$`, 'm');
  const name = /^\/proc\/(?:<[^>]*>\/|\[0-9\]\*\/|self\/)?([\w-]+)$/.exec(claim)?.[1];
  return name === undefined ? null : new RegExp(`^ ?${escapePattern(name)} {2,}\\S`, 'm');
}

/** `vm.dirty_ratio`, `/proc/sys/vm/dirty_ratio`: group and name. */
function settingOf(claim: string): { group: string; name: string } | null {
  const dotted = claim.startsWith('/proc/sys/')
    ? claim.slice('/proc/sys/'.length).replaceAll('/', '.')
    : claim;
  if (dotted.startsWith('/')) return null;
  const at = dotted.lastIndexOf('.');
  return { group: dotted.slice(0, at), name: dotted.slice(at + 1) };
}

function isAbout(file: string, group: string): boolean {
  if (file.startsWith('Documentation/admin-guide/sysctl/'))
    return basename(file, '.rst') === group.split('.')[0];
  if (group === 'net.netfilter') return /netfilter|conntrack/.test(file);
  return group.startsWith('net.ip') && file === 'Documentation/networking/ip-sysctl.rst';
}

const blank = /<[^>/]*>|\$\([^)]*\)|\$\{[^}]*\}|\$\w+|\[[^\]]*\][*]?|[*?]/g;

/** The path in a document's text, whatever it has where the runbook has a blank. */
function patternOf(path: string): string {
  let pattern = '';
  let at = 0;
  for (const match of path.matchAll(blank)) {
    pattern += `${escapePattern(path.slice(at, match.index))}[^/\\s\`"]+`;
    at = match.index + match[0].length;
  }
  return (pattern + escapePattern(path.slice(at))).replace(/\/$/, '');
}

/** The path with its blanks filled in. */
const example = (path: string): string => path.replaceAll(blank, 'x0').replace(/\/$/, '');

/** The paths that a document of the ABI is about. */
function whatsOf(document: Document): RegExp[] {
  document.whats ??= [
    ...document.text.matchAll(/^(?:What:)?[ \t]+(\/(?:sys|proc)\/\S+)/gm),
  ].flatMap((match) => (tells(match[1]!) ? [whatPattern(match[1]!)] : []));
  return document.whats;
}

/** `/sys/...` would be about everything. */
const tells = (what: string): boolean =>
  what.replace(/^\/(?:sys|proc)/, '').replaceAll(/<[^>]*>|\.\.\.|[^a-z]/g, '').length > 3;

function whatPattern(what: string): RegExp {
  const source = escapePattern(what.replace(/\/$/, ''))
    .replaceAll('/\\.\\.\\.', '(?:/[^/]+)*')
    .replaceAll(
      /<[^>/]*>|\\\[[^\]/]*\\\]|\\\{[^}/]*\\\}|\\\*|(?<![A-Za-z])[XYN](?![A-Za-z])|(?<=[a-z_])[XYN](?![A-Za-z])/g,
      '[^/]*',
    );
  return new RegExp(`^${source}$`);
}

interface Maker {
  claim: string;
  pattern: RegExp;
  hint: RegExp;
}

/** What makes such a file, by the last part of the path. */
function inSources(tree: string, claims: readonly string[]): Map<string, string> {
  const wanted = new Map<string, Maker[]>();
  for (const claim of claims) {
    for (const name of namesOf(claim)) {
      const maker = { claim, pattern: makerOf(claim, name), hint: hintOf(claim) };
      wanted.set(name, [...(wanted.get(name) ?? []), maker]);
    }
  }
  const found = new Map<string, string>();
  if (wanted.size === 0) return found;
  const sure = new Set<string>();
  const any = new RegExp(
    `(?<![\\w-])(?:${[...wanted.keys()].map(escapePattern).join('|')})(?![\\w-])`,
    'g',
  );
  for (const file of sourcesBelow(tree)) {
    const text = readFileSync(join(tree, file), 'utf8');
    const names = new Set(Array.from(text.matchAll(any), (match) => match[0]));
    for (const { claim, pattern, hint } of [...names].flatMap((name) => wanted.get(name)!)) {
      const near = hint.test(file);
      if (sure.has(claim) || !pattern.test(text) || !(near || hint.test(text))) continue;
      if (near) sure.add(claim);
      if (near || !found.has(claim)) found.set(claim, file);
    }
  }
  return found;
}

/** `dirty_ratio`, `events` of `pids.events`, `in0_alarm` and, as a source may have it, `in%d_alarm`. */
function namesOf(claim: string): string[] {
  const last = claim.replace(/\/$/, '').split('/').at(-1)!;
  const name = claim.startsWith('/') && !control.test(claim) ? last : last.split('.').at(-1)!;
  if (!/^\w[\w-]*$/.test(name)) return [];
  return /\d/.test(name) ? [name, name.replaceAll(/\d+/g, '%d')] : [name];
}

/** A file of a controller of control groups. */
const control = /^\/sys\/fs\/cgroup.*\/(\w+)\.\w+$/;

function makerOf(claim: string, name: string): RegExp {
  const word = escapePattern(name);
  if (/^\/sys\/module\/[^/]+\/parameters\//.test(claim))
    return new RegExp(
      `(?:module|core)_param\\w*\\(\\s*${word}\\s*,|MODULE_PARM_DESC\\(\\s*${word}\\s*,`,
    );
  if (!claim.startsWith('/') || claim.startsWith('/proc/sys/'))
    return new RegExp(`procname\\s*=\\s*"${word}"|_ENTRY\\([^)]*"${word}"`);
  return new RegExp(
    `ATTR\\w*\\(\\s*(?:\\w+,\\s*)?${word}\\s*[,)]|"${word}"\\s*[,})]|\\.name\\s*=\\s*"${word}"|__stringify\\(${word}\\)|(?:_attr\\w*|_statistic|_one_ro)\\(\\s*(?:\\w+,\\s*)?${word}\\s*[,)]`,
  );
}

/** Whose files are below a link to the device that a disk is. */
const homes: readonly [path: RegExp, source: RegExp][] = [
  [/^\/sys\/block\/mmcblk[^/]*\/device\//, /^drivers\/mmc\/core\/mmc\.c$/],
  [/^\/sys\/block\/[^/]+\/device\//, /^drivers\/scsi\/scsi_sysfs\.c$/],
  [/^\/sys\/class\/[^/]+\/[^/]+\/device$/, /^drivers\/base\/core\.c$/],
];

/** A part of the path that the source's own path or text has: the module, the class, the folder. */
function hintOf(claim: string): RegExp {
  const module = /^\/sys\/module\/([^/<]+)\//.exec(claim)?.[1];
  if (module) {
    const stem = module.replace(/_core$|core$/, '');
    return new RegExp(
      `(?:^|[/_-])${escapePattern(stem).replaceAll('_', '[_-]')}|MODULE_PARAM_PREFIX\\s+"${escapePattern(module)}\\."`,
    );
  }
  const controller = control.exec(claim)?.[1];
  if (controller !== undefined)
    return new RegExp(
      `^kernel/cgroup/(?:${controller}|cgroup)\\.c$|^mm/${controller.slice(0, 3)}control\\.c$`,
    );
  const home = homes.find(([path]) => path.test(claim));
  if (home) return home[1];
  const folders = claim
    .replace(/^\/(?:proc|sys)\//, '')
    .split('/')
    .slice(0, -1);
  const telling = folders.filter(
    (part) =>
      /^[a-z]\w{2,}$/.test(part) &&
      !/^(?:class|kernel|devices|system|debug|device|net|bus)$/.test(part),
  );
  return new RegExp(
    telling.length > 0
      ? telling.map((part) => escapePattern(part.replace(/\d+$/, ''))).join('|')
      : '',
  );
}
