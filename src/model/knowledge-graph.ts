// The graph of a library of runbooks, as `panicroom graph` prints it and the build writes it to
// graph.json. `schema/graph.schema.json` describes the same shape for other programs.

export const nodeTypes = [
  'runbook',
  'kind',
  'symptom',
  'signature',
  'step',
  'command',
  'tool',
  'file',
  'taint-flag',
  'cause',
  'fix',
  'prevention',
  'note',
  'sample',
  'requirement',
  'escalation',
] as const;

export const edgeTypes = [
  'covers',
  'shows',
  'indicates',
  'contains',
  'runs',
  'uses',
  'touches',
  'suggests',
  'resolves',
  'samples',
  'guards',
  'next',
  'branches',
  'requires',
  'escalates',
] as const;

export type NodeType = (typeof nodeTypes)[number];
export type EdgeType = (typeof edgeTypes)[number];

export interface GraphNode {
  id: string;
  type: NodeType;
  label: string;
  /** Where it is written; absent for what many files share (kind, tool, file, taint flag). */
  source?: { file: string; line: number; column: number };
  /** command */
  runs?: string;
  risk?: string;
  purpose?: string;
  placeholders?: string[];
  /** signature */
  formats?: string[];
  /** note */
  kind?: string;
  /** fix */
  term?: string;
  /** taint-flag */
  meaning?: string;
  /** escalation: when to wake whom, null where the author does not say. */
  calls?: { when: string | null; whom: string | null }[];
  /** escalation: what to hand to whoever is called. */
  attach?: string[];
  /** runbook that is linked to but not there */
  missing?: true;
}

export interface GraphEdge {
  from: string;
  to: string;
  type: EdgeType;
  /** branches: what has to be seen, in the author's words. */
  when?: string[];
}

export interface KnowledgeGraph {
  format: 'panicroom-graph';
  version: 1;
  nodes: GraphNode[];
  edges: GraphEdge[];
}
