// Holds the arrows between the stages (ARCHITECTURE.md): who may import whom, and that the core stays
// pure enough to run unchanged in the browser, the CLI and the tests.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** Which stages a stage may import, itself aside. */
const allowed: Record<string, string[]> = {
  model: [],
  scan: [],
  parse: ['model', 'scan'],
  lint: ['model', 'parse', 'graph', 'scan', 'klog', 'match', 'draft'],
  graph: ['model'],
  klog: ['model', 'scan'],
  match: ['model', 'scan', 'klog'],
  redact: [],
  draft: ['model', 'scan', 'klog', 'match', 'redact'],
  plan: ['model', 'scan', 'klog', 'match', 'redact'],
  overlay: ['model', 'parse'],
  history: ['model'],
  fleet: ['model', 'plan'],
};
const edges = new Set(['library', 'site', 'offline', 'cli', 'dev']);

/** Packages that the core may use; types are free. */
const corePackages: Record<string, RegExp> = {
  parse:
    /^(unified|remark-[a-z]+|mdast-[a-z-]+|micromark[a-z-]*|unist-[a-z-]+|yaml|zod|github-slugger|vfile[a-z-]*)(\/|$)/,
  overlay: /^(yaml|zod|parse5|github-slugger)(\/|$)/,
  graph: /^(github-slugger|zod|mdast-util-to-string)(\/|$)/,
  fleet: /^hast-util-to-html(\/|$)/,
};

/** What only an edge may touch. */
const impure =
  /\b(?:process\.|fetch\(|Date\.now\(|new Date\(\)|performance\.now\(|Math\.random\(|localStorage|document\.(?:query|getElement|createElement|body|cookie|addEvent)|window\.|XMLHttpRequest|navigator\.)/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(?:ts|tsx|astro)$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  from: string;
  what: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[\w*{][^'";=]*?\sfrom\s+)?'([^']+)'/gm,
  )) {
    found.push({ from: file, what: match[2]!, typeOnly: match[1] !== undefined });
  }
  return found;
}

const stageOf = (file: string) => relative(source, file).split(sep)[0]!;
const files = filesBelow(source);

describe('the arrows between the stages', () => {
  test('every folder of src is a known stage', () => {
    const stages = new Set(files.map(stageOf));
    expect([...stages].filter((stage) => !(stage in allowed) && !edges.has(stage))).toEqual([]);
    expect(stages.size).toBeGreaterThan(6);
  });

  test('a core stage imports only the stages before it', () => {
    const wrong = files
      .filter((file) => stageOf(file) in allowed)
      .flatMap(importsOf)
      .filter(({ what }) => what.startsWith('.'))
      .filter(({ from, what }) => {
        const target = resolve(dirname(from), what);
        if (target.includes(`${sep}content${sep}vocabulary${sep}`)) return false;
        const stage = stageOf(from);
        const other = stageOf(target);
        return stage !== other && !allowed[stage]!.includes(other);
      })
      .map(({ from, what }) => `${relative(source, from)} imports ${what}`);
    expect(wrong).toEqual([]);
  });

  test('a core stage imports no package that its place does not allow', () => {
    const wrong = files
      .filter((file) => stageOf(file) in allowed)
      .flatMap(importsOf)
      .filter(({ what, typeOnly }) => !what.startsWith('.') && !typeOnly)
      .filter(({ from, what }) => !corePackages[stageOf(from)]?.test(what))
      .map(({ from, what }) => `${relative(source, from)} imports ${what}`);
    expect(wrong).toEqual([]);
  });

  test('the core touches no file system, clock, network or global', () => {
    const wrong = files
      .filter((file) => stageOf(file) in allowed)
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            impure.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line)
              ? [`${relative(source, file)}:${index + 1} ${line.trim()}`]
              : [],
          ),
      );
    expect(wrong).toEqual([]);
  });

  test('what runs in the browser never reaches unified, directly or by way of another file', () => {
    const reached = new Set<string>();
    const queue = files.filter((file) => file.includes(`${sep}site${sep}client${sep}`));
    expect(queue.length).toBeGreaterThan(0);
    const packages: string[] = [];
    while (queue.length > 0) {
      const file = queue.pop()!;
      if (reached.has(file)) continue;
      reached.add(file);
      for (const { what, typeOnly } of importsOf(file)) {
        if (typeOnly) continue;
        if (what.startsWith('.')) {
          const target = resolve(dirname(file), what);
          if (/\.tsx?$/.test(target)) queue.push(target);
        } else if (/^(unified|remark|mdast|micromark|yaml|zod)/.test(what)) {
          packages.push(`${relative(source, file)} imports ${what}`);
        }
      }
    }
    expect(packages).toEqual([]);
  });
});

// What such a page shows is what a build knows it by (src/offline/page-store.ts): one that looked elsewhere
// would stay as it was when that changed.
describe('a page of a runbook', () => {
  const site = join(source, 'site');
  const gatherers = ['render/runbook-page.ts', 'render/author-page.ts'].map((file) =>
    join(site, file),
  );

  /** Files of the site that a page is made of, the gatherers' own aside. */
  function madeOf(page: string): string[] {
    const found = new Set([page]);
    for (const file of found) {
      if (gatherers.includes(file)) continue;
      for (const { what, typeOnly } of importsOf(file)) {
        const target = resolve(dirname(file), what);
        if (what.startsWith('.') && !typeOnly && target.startsWith(site)) found.add(target);
      }
    }
    return [...found];
  }

  for (const page of ['pages/runbooks/[...id].astro', 'pages/authors/[...id].astro']) {
    test(`${page} reads the library through its gatherer alone`, () => {
      const files = madeOf(join(site, page));
      expect(files.some((file) => gatherers.includes(file))).toBe(true);
      expect(files).toContain(join(site, 'layouts/page.astro'));
      expect(files).toContain(join(site, 'components/runbook-bar.astro'));
      const wrong = files
        .filter((file) => !gatherers.includes(file) && !file.endsWith('site-input.ts'))
        .filter((file) => /\bsiteInput\b/.test(readFileSync(file, 'utf8')));
      expect(wrong.map((file) => relative(site, file))).toEqual([]);
    });
  }
});
