// Nodes and edges, collected without doubles. An id is added once; a second part of the same id is
// a number apart, so that no two nodes are ever one by accident.

import type { EdgeType, GraphEdge, GraphNode, KnowledgeGraph } from '../model/knowledge-graph.ts';

export class GraphBuilder {
  private nodes = new Map<string, GraphNode>();
  private edges = new Map<string, GraphEdge>();

  /** Adds what many runbooks share, or finds it; returns its id. */
  shared(node: GraphNode): string {
    const known = this.nodes.get(node.id);
    if (!known) this.nodes.set(node.id, node);
    else if (known.meaning === undefined && node.meaning) known.meaning = node.meaning;
    return node.id;
  }

  /** Adds a part of one runbook; returns the id that it got. */
  part(node: GraphNode): string {
    let id = node.id;
    for (let count = 2; this.nodes.has(id); count++) id = `${node.id}-${count}`;
    this.nodes.set(id, { ...node, id });
    return id;
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  edge(from: string, to: string, type: EdgeType): void {
    this.edges.set(`${from}\n${to}\n${type}`, { from, to, type });
  }

  build(): KnowledgeGraph {
    return {
      format: 'panicroom-graph',
      version: 1,
      nodes: [...this.nodes.values()],
      edges: [...this.edges.values()].filter(
        (edge) => this.nodes.has(edge.from) && this.nodes.has(edge.to),
      ),
    };
  }
}
