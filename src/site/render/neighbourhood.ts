// In: the knowledge graph and a runbook. Out: what stands around it, in groups: on one side what leads
// to it, on the other what it holds and leads on to. Its author sees from this what the build made of
// the text.
//
//   kinds ─┐                          ┌─ steps
//   symptoms ─┤                       ├─ causes, fixes, prevention
//   signatures ─┼─▶ the runbook ─────▶┤
//   samples ─┤                        ├─ tools, files
//   runbooks ─┘                       └─ runbooks

import type {
  EdgeType,
  GraphEdge,
  GraphNode,
  KnowledgeGraph,
  NodeType,
} from '../../model/knowledge-graph.ts';
import { kindAddress, runbookAddress, taintAddress } from './addresses.ts';

export interface Neighbour {
  id: string;
  label: string;
  /** From the site's root; null for what has no page. */
  address: string | null;
}

export interface NeighbourGroup {
  title: string;
  neighbours: Neighbour[];
}

export interface Neighbourhood {
  /** What brings a reader to the runbook. */
  before: NeighbourGroup[];
  /** What they find in it, and where it sends them. */
  behind: NeighbourGroup[];
}

/** Ways from the runbook: edges to follow one after another, backwards where `from` is asked for. */
interface Way {
  title: string;
  type: NodeType;
  path: readonly { edge: EdgeType; backwards?: true }[];
}

const before: Way[] = [
  { title: 'Kinds', type: 'kind', path: [{ edge: 'covers' }] },
  { title: 'Symptoms', type: 'symptom', path: [{ edge: 'shows' }] },
  { title: 'Signatures', type: 'signature', path: [{ edge: 'shows' }] },
  {
    title: 'Samples that they fire in',
    type: 'sample',
    path: [{ edge: 'shows' }, { edge: 'samples' }],
  },
  { title: 'What it asks for first', type: 'requirement', path: [{ edge: 'requires' }] },
  { title: 'Runbooks that send here', type: 'runbook', path: [{ edge: 'next', backwards: true }] },
];

const behind: Way[] = [
  { title: 'Steps', type: 'step', path: [{ edge: 'contains' }] },
  { title: 'Causes', type: 'cause', path: [{ edge: 'contains' }] },
  { title: 'Fixes', type: 'fix', path: [{ edge: 'contains' }] },
  { title: 'Prevention', type: 'prevention', path: [{ edge: 'contains' }] },
  { title: 'Whom to wake', type: 'escalation', path: [{ edge: 'escalates' }] },
  {
    title: 'Tools',
    type: 'tool',
    path: [{ edge: 'contains' }, { edge: 'runs' }, { edge: 'uses' }],
  },
  {
    title: 'Files',
    type: 'file',
    path: [{ edge: 'contains' }, { edge: 'runs' }, { edge: 'touches' }],
  },
  { title: 'Runbooks that it sends to', type: 'runbook', path: [{ edge: 'next' }] },
];

/** Edges by their ends, so that a library of a thousand runbooks is walked once, not once a page. */
export interface GraphWays {
  nodes: ReadonlyMap<string, GraphNode>;
  from: ReadonlyMap<string, GraphEdge[]>;
  to: ReadonlyMap<string, GraphEdge[]>;
}

const made = new WeakMap<KnowledgeGraph, GraphWays>();

/** The same graph gives the same ways, made once. */
export function graphWays(graph: KnowledgeGraph): GraphWays {
  const known = made.get(graph);
  if (known) return known;
  const ways: GraphWays = {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    from: byEnd(graph.edges, 'from'),
    to: byEnd(graph.edges, 'to'),
  };
  made.set(graph, ways);
  return ways;
}

function byEnd(edges: readonly GraphEdge[], end: 'from' | 'to'): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  return groups;
}

export function neighbourhood(runbook: string, ways: GraphWays): Neighbourhood {
  const groups = (list: readonly Way[]) =>
    list.flatMap(({ title, type, path }) => {
      const neighbours = follow(`runbook:${runbook}`, path, ways)
        .filter((node) => node.type === type)
        .map((node) => ({ id: node.id, label: node.label, address: addressOf(node, runbook) }));
      return neighbours.length > 0 ? [{ title, neighbours }] : [];
    });
  return { before: groups(before), behind: groups(behind) };
}

function follow(start: string, path: Way['path'], { nodes, from, to }: GraphWays): GraphNode[] {
  let reached = [start];
  for (const { edge, backwards } of path) {
    const next = reached.flatMap((id) =>
      ((backwards ? to : from).get(id) ?? [])
        .filter(({ type }) => type === edge)
        .map((each) => (backwards ? each.from : each.to)),
    );
    reached = [...new Set(next)];
  }
  return reached.flatMap((id) => nodes.get(id) ?? []);
}

function addressOf({ id, type, label, missing }: GraphNode, runbook: string): string | null {
  const slug = id.slice(id.indexOf(':') + 1);
  switch (type) {
    case 'kind':
      return kindAddress(slug);
    case 'taint-flag':
      return taintAddress(label);
    case 'runbook':
      return missing ? null : runbookAddress(slug);
    case 'signature':
    case 'step':
    case 'cause':
    case 'fix':
    case 'prevention':
    case 'escalation':
      return runbookAddress(runbook, slug.slice(runbook.length + 1));
    default:
      return null;
  }
}
