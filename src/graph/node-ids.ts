// How the nodes of the graph are called. An id says what it is and where it belongs, and is made of
// names alone, never of a line: editing one runbook leaves the ids of all others, and of its own
// untouched parts, as they were.
//
//     runbook:faults/kernel-panic          shared: kind:gpf  tool:journalctl  file:/var/crash
//     step:faults/kernel-panic#collect-logs        taint-flag:P
//                                                  requirement:root

import type { NodeType } from '../model/knowledge-graph.ts';

export function runbookId(id: string): string {
  return `runbook:${id}`;
}

/** A part of a runbook; `part` is its anchor in the page. */
export function partId(type: NodeType, runbook: string, part: string): string {
  return `${type}:${runbook}#${part}`;
}

/** What any runbook may speak of. A folder is the same file with and without its last slash. */
export function sharedId(
  type: 'kind' | 'tool' | 'file' | 'taint-flag' | 'requirement',
  name: string,
): string {
  return `${type}:${type === 'file' ? name.replace(/(?<=.)\/+$/, '') : name}`;
}
