// The seed's graph, by the numbers that the issue names.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/graph/build-graph.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const path = join(import.meta.dirname, '../../../shared/seed/kernel-panic.md');
const absent = !existsSync(path);

describe.skipIf(absent)(
  `graph of the seed${absent ? ' (skipped: ../shared/seed is not here)' : ''}`,
  () => {
    const source = absent ? '' : readFileSync(path, 'utf8');
    const graph = buildGraph([parseRunbook(source, 'kernel-panic.md').runbook]);
    const count = (type: string) => graph.nodes.filter((node) => node.type === type).length;

    test('nodes', () => {
      expect(graph.nodes.filter((n) => n.type === 'command' && n.runs === 'crash')).toHaveLength(8);
      const types = ['command', 'note', 'taint-flag', 'cause', 'fix', 'symptom', 'runbook'];
      expect(types.map((type) => [type, count(type)])).toEqual([
        ['command', 40],
        ['note', 5],
        ['taint-flag', 16],
        ['cause', 5],
        ['fix', 5],
        ['symptom', 5],
        ['runbook', 2],
      ]);
      expect(graph.nodes.find((node) => node.missing)?.id).toBe('runbook:oom-storms');
    });

    test('each command is run by something, uses a tool, and stands where it says', () => {
      const lines = source.split('\n');
      for (const node of graph.nodes.filter(({ type }) => type === 'command')) {
        expect(graph.edges.filter((e) => e.type === 'runs' && e.to === node.id)).toHaveLength(1);
        expect(graph.edges.filter((e) => e.type === 'uses' && e.from === node.id)).toHaveLength(1);
        const { line, column } = node.source!;
        expect(lines[line - 1]!.slice(column - 1).startsWith(node.label)).toBe(true);
      }
    });

    test('hardware is resolved by the hardware fix', () => {
      expect(graph.edges).toContainEqual({
        from: 'fix:kernel-panic#for-hardware-issues',
        to: 'cause:kernel-panic#hardware-failure',
        type: 'resolves',
      });
    });
  },
);
