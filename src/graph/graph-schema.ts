// The shape of graph.json as a schema: for the published JSON Schema, and for tests that hold the
// builder to it. The type in model/knowledge-graph.ts is what the code uses.

import { z } from 'zod';
import { edgeTypes, nodeTypes } from '../model/knowledge-graph.ts';

const source = z.strictObject({
  file: z.string().describe('Relative to the folder that was read.'),
  line: z.int().min(1),
  column: z.int().min(1).describe('In UTF-16 units.'),
});

const node = z.strictObject({
  id: z.string().min(1).describe('Stable across builds: `kind:<slug>`, `runbook:<id>`, …'),
  type: z.enum(nodeTypes),
  label: z.string(),
  source: source
    .optional()
    .describe('Absent for what runbooks share: kind, tool, file, taint flag.'),
  runs: z
    .enum(['host', 'crash', 'grub', 'bmc', 'workstation'])
    .optional()
    .describe('command: where it is typed'),
  risk: z
    .enum(['read-only', 'changes-state', 'reboots', 'destroys-data'])
    .optional()
    .describe('command'),
  purpose: z.string().optional().describe('command: the comment above or behind it'),
  placeholders: z.array(z.string()).optional().describe('command: names of its blanks'),
  formats: z.array(z.string()).optional().describe('signature: printk formats as written'),
  kind: z
    .enum(['tip', 'note', 'info', 'important', 'warning', 'caution', 'danger'])
    .optional()
    .describe('note'),
  term: z.enum(['immediate', 'long-term']).optional().describe('fix'),
  meaning: z.string().optional().describe('taint-flag'),
  calls: z
    .array(z.strictObject({ when: z.string().nullable(), whom: z.string().nullable() }))
    .optional()
    .describe('escalation: when to wake whom; null where it does not say'),
  attach: z.array(z.string()).optional().describe('escalation: what to hand to whoever is called'),
  missing: z.literal(true).optional().describe('runbook that is linked to and not there'),
});

const edge = z.strictObject({
  from: z.string().describe('id of a node'),
  to: z.string().describe('id of a node'),
  type: z.enum(edgeTypes),
  when: z
    .array(z.string())
    .optional()
    .describe('branches: what has to be seen for it, in the author’s words'),
});

export const graphSchema = z.strictObject({
  format: z.literal('panicroom-graph'),
  version: z.literal(1),
  nodes: z.array(node),
  edges: z.array(edge),
});
