// The links of a runbook, and which other runbook a relative one means.
//
//     kernel-panic.md      [OOM](./oom-storms)                → oom-storms
//     faults/bug-on.md     [OOM](../memory/oom-kill.md#save)  → memory/oom-kill

import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Link } from '../model/runbook.ts';
import type { LineIndex } from './line-index.ts';
import { walk } from './markdown-parser.ts';

/** Id of the runbook that `url` means in the file `from`; null where it means none. */
export function linkedRunbook(url: string, from: string): string | null {
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(url)) return null;
  let path = url.replace(/[?#].*$/, '');
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray % is part of the name.
  }
  const last = path.split('/').at(-1)!;
  if (/\.[a-z0-9]+$/i.test(last) && !/\.(?:md|mdx|markdown|html)$/i.test(last)) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of path.replace(/\.(?:md|mdx|markdown|html)$/i, '').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length > 0 ? parts.join('/') : null;
}

export function readLinks(
  nodes: readonly Nodes[],
  from: string,
  next: boolean,
  lines: LineIndex,
): Link[] {
  const links: Link[] = [];
  walk(nodes, (node) => {
    if (node.type !== 'link') return;
    links.push({
      url: node.url,
      text: plainText(node),
      runbook: linkedRunbook(node.url, from),
      next,
      span: lines.span(node.position!.start.offset!, node.position!.end.offset!),
    });
  });
  return links;
}
