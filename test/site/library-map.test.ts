import { describe, expect, test } from 'vitest';
import areas from '../../content/vocabulary/areas.json' with { type: 'json' };
import { buildGraph } from '../../src/graph/build-graph.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { libraryMap, size } from '../../src/site/render/library-map.ts';

const { runbooks } = await readLibrary('content/runbooks');
const graph = buildGraph(runbooks);
const map = libraryMap(runbooks, areas, graph);
const nodes = map.flatMap((area) => area.nodes);

describe('the map of the library', () => {
  test('has each runbook once, beside those of its area', () => {
    expect(nodes.map(({ id }) => id).sort()).toEqual(runbooks.map(({ id }) => id).sort());
    for (const area of map) {
      const own = runbooks.filter((runbook) => runbook.area === area.slug).map(({ id }) => id);
      expect(area.nodes.map(({ id }) => id).sort()).toEqual(own.sort());
    }
  });

  test('draws each way from one runbook to another at both of its ends', () => {
    const known = new Set(runbooks.map(({ id }) => `runbook:${id}`));
    const ways = graph.edges.filter(
      ({ type, from, to }) => type === 'next' && from !== to && known.has(from) && known.has(to),
    );
    const drawn = (goesOut: boolean) =>
      nodes.flatMap(({ id, ways }) =>
        ways
          .filter((way) => way.goesOut === goesOut)
          .map(({ to }) => (goesOut ? `${id} ${to}` : `${to} ${id}`)),
      );
    const expected = ways.map(({ from, to }) => `${from.slice(8)} ${to.slice(8)}`).sort();
    expect(expected.length).toBeGreaterThan(50);
    expect(drawn(true).sort()).toEqual(expected);
    expect(drawn(false).sort()).toEqual(expected);
  });

  test('stays in its square, and is the same for the same library in another order', () => {
    for (const { x, y } of nodes) {
      expect(Math.min(x, y)).toBeGreaterThan(0);
      expect(Math.max(x, y)).toBeLessThan(size);
    }
    const again = libraryMap([...runbooks].reverse(), areas, graph);
    const placed = (of: typeof map) =>
      of.flatMap(({ nodes }) => nodes.map(({ id, x, y }) => [id, x, y]));
    expect(placed(again)).toEqual(placed(map));
  });
});
