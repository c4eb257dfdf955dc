// Nodes and edges, collected without doubles, in the order in which they were first met.

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

  /** Adds a part of one runbook, whose ids are unique in it; returns the id. */
  part(node: GraphNode): string {
    this.nodes.set(node.id, node);
    return node.id;
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  edge(from: string, to: string, type: EdgeType): void {
    this.edges.set(`${from}\n${to}\n${type}`, { from, to, type });
  }

  /** An edge of a decision; several conditions that lead the same way are one edge. */
  branch(from: string, to: string, when: string): void {
    const key = `${from}\n${to}\nbranches`;
    const known = this.edges.get(key);
    if (!known) this.edges.set(key, { from, to, type: 'branches', when: [when] });
    else if (!known.when!.includes(when)) known.when!.push(when);
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
