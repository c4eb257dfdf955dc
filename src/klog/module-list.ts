// The modules that a report lists, over as many lines as a console or a mail program made of it.

import type { LoadedModule, LogLine } from '../model/kernel-log.ts';
import type { FactKeeper } from './fact-keeper.ts';
import { keepModuleFacts } from './module-facts.ts';
import { readWrappedModules } from './report-line.ts';

const mostModules = 1024;

export class ModuleList {
  modules: LoadedModule[] = [];
  /** Last line so far, which the next may go on with. */
  #end = -1;
  readonly #facts: FactKeeper;

  constructor(facts: FactKeeper) {
    this.#facts = facts;
  }

  /** A line that begins a list; the first of a report is its own. */
  begin(modules: readonly LoadedModule[], line: LogLine): void {
    if (this.modules.length > 0) return;
    this.modules = modules.slice(0, mostModules);
    this.#end = line.number;
    keepModuleFacts(this.#facts, line);
  }

  /** Takes a line that goes on with a wrapped list; false where it is none. */
  goOn(line: LogLine): boolean {
    if (!this.#isNext(line)) return false;
    const more = readWrappedModules(line.text);
    if (more === null) return false;
    this.modules = [...this.modules, ...more].slice(0, mostModules);
    this.#end = line.number;
    keepModuleFacts(this.#facts, line);
    return true;
  }

  /** The line right behind the list may say more of it. */
  readNext(line: LogLine): void {
    if (this.#isNext(line)) keepModuleFacts(this.#facts, line);
  }

  #isNext(line: LogLine): boolean {
    return line.number === this.#end + 1;
  }
}
