// Which test files reach a source file by what they import, directly or by way of another file.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const imported = /(?:^|[^.\w])(?:from|import)\s*\(?\s*'(\.[^']+)'/gm;

export class TouchingTests {
  readonly #root: string;
  readonly #tests: readonly string[];
  readonly #imports = new Map<string, string[]>();
  readonly #reached = new Map<string, ReadonlySet<string>>();

  /** @param tests test files, relative to the root. */
  constructor(root: string, tests: readonly string[]) {
    this.#root = root;
    this.#tests = tests;
  }

  of(file: string): string[] {
    return this.#tests.filter((test) => this.#reachedFrom(test).has(file));
  }

  #reachedFrom(test: string): ReadonlySet<string> {
    let reached = this.#reached.get(test);
    if (reached === undefined) {
      const found = new Set([test]);
      for (const file of found) for (const other of this.#importsOf(file)) found.add(other);
      reached = found;
      this.#reached.set(test, reached);
    }
    return reached;
  }

  #importsOf(file: string): string[] {
    let imports = this.#imports.get(file);
    if (imports === undefined) {
      const text = /\.tsx?$/.test(file) ? readFileSync(join(this.#root, file), 'utf8') : '';
      imports = [...text.matchAll(imported)]
        .map(([, path]) => join(this.#root, dirname(file), path!))
        .filter((path) => existsSync(path))
        .map((path) => relative(this.#root, path).split(sep).join('/'));
      this.#imports.set(file, imports);
    }
    return imports;
  }
}
