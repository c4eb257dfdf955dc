// The compiler's own view of the project: a file's tree, and whether it still compiles with a fault in it.
// TypeScript 7 says of this interface that it may change, so nothing else of the project uses it.

import { join, resolve } from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { API, type Program, type Snapshot } from 'typescript/unstable/sync';

export class Compiler {
  readonly #root: string;
  readonly #config: string;
  readonly #texts = new Map<string, string>();
  readonly #api: API;
  #snapshot: Snapshot | undefined;

  constructor(root: string) {
    this.#root = resolve(root);
    this.#config = join(this.#root, 'tsconfig.json');
    const readFile = (path: string) => this.#texts.get(path);
    this.#api = new API({ cwd: this.#root, fs: { readFile } });
  }

  treeOf(file: string): SourceFile {
    const tree = this.#program().getSourceFile(join(this.#root, file));
    if (!tree) throw new Error(`${file} is no part of tsconfig.json.`);
    return tree;
  }

  /** Of this file; one that others notice is noticed by their tests. */
  compiles(file: string, text: string): boolean {
    const path = join(this.#root, file);
    this.#texts.set(path, text);
    try {
      const program = this.#program(path);
      const wrong = [
        ...program.getSyntacticDiagnostics(path),
        ...program.getSemanticDiagnostics(path),
      ];
      return wrong.length === 0;
    } finally {
      this.#texts.delete(path);
      this.#program(path);
    }
  }

  close(): void {
    this.#api.close();
  }

  #program(changed?: string): Program {
    if (this.#snapshot && changed === undefined) return this.#programOf(this.#snapshot);
    const before = this.#snapshot;
    this.#snapshot = this.#api.updateSnapshot({
      openProjects: [this.#config],
      ...(changed === undefined ? {} : { fileChanges: { changed: [changed] } }),
    });
    before?.dispose();
    return this.#programOf(this.#snapshot);
  }

  #programOf(snapshot: Snapshot): Program {
    return snapshot.getProject(this.#config)!.program;
  }
}
