import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, type Layout, type Vertex } from '../../../main/resources/web/app/graph/layout';

const SIZE = { width: 100, height: 40, across: 20, down: 10 };

/** Nodes by what they need: `{ a: '', b: 'a' }`. */
function laidOut(graph: Record<string, string>, last: string[] = []): Layout & { at: (name: string) => number } {
  const names = Object.keys(graph);
  const nodes: Vertex[] = names.map((name) => ({
    last: last.includes(name),
    needs: graph[name]!.split(' ').filter(Boolean).map((need) => names.indexOf(need)),
  }));
  return { ...layOut(nodes, SIZE), at: (name) => names.indexOf(name) };
}

function assertApart({ layers, y }: Layout): void {
  for (const layer of layers)
    layer.slice(1).forEach((node, k) => ok(y[node]! - y[layer[k]!]! >= SIZE.height + SIZE.down - 1e-6, `${node} overlaps`));
}

test('a node stands right of all that it needs', () => {
  const graph = laidOut({ d: 'b c', b: 'a', a: '', c: 'b' });

  deepEqual(['a', 'b', 'c', 'd'].map((name) => graph.layer[graph.at(name)]), [0, 1, 2, 3]);
  equal(graph.x[graph.at('c')], 240);
  equal(graph.width, 460);
});

test('what runs at the end stands right of all others, whatever it needs', () => {
  const graph = laidOut({ clean: '', a: '', b: 'a', tell: 'clean' }, ['clean', 'tell']);

  deepEqual(['clean', 'tell'].map((name) => graph.layer[graph.at(name)]), [2, 3]);
});

test('boxes of a layer do not overlap, and stand beside what they are joined to', () => {
  const graph = laidOut({ a: '', b: '', a1: 'a', b1: 'b', a2: 'a', b2: 'b', end: 'a1 a2 b1 b2' });

  assertApart(graph);
  const { y, at } = graph;
  ok(y[at('a')]! < y[at('b')]!);
  ok(Math.max(y[at('a1')]!, y[at('a2')]!) < Math.min(y[at('b1')]!, y[at('b2')]!));
  ok(Math.min(...y) >= -1e-6);
});

test('lines that would cross are put in order', () => {
  const graph = laidOut({ a: '', b: '', below: 'b', above: 'a' });

  ok(graph.y[graph.at('above')]! < graph.y[graph.at('below')]!);
});

test('a line that passes layers has room of its own in them', () => {
  const graph = laidOut({ a: '', b: 'a', c: 'b', d: 'c a' });
  const passing = graph.pieces.filter(({ source, target }) => source === 0 && target < 0);

  equal(passing.length, 4);
  for (const { y2 } of passing)
    for (const node of [1, 2]) ok(y2 < graph.y[node]! || y2 > graph.y[node]! + SIZE.height, 'the line runs through a box');
  deepEqual(graph.pieces.filter(({ target }) => target === graph.at('d')).map(({ source }) => source).sort(), [0, 2]);
});

test('rings, needs of itself and of nothing harm nothing', () => {
  const graph = laidOut({ a: 'c a', b: 'a', c: 'b', d: 'nobody' });

  deepEqual([...graph.layer].sort(), [0, 0, 1, 2]);
  assertApart(graph);
  assertApart(laidOut({ a: 'z', z: '' }, ['z']));
  equal(layOut([], SIZE).width, 0);
});

test('ten thousand nodes are laid out at once: a chain, a fan and a net', () => {
  const many = 10_000;
  const chain = Array.from({ length: many }, (_, i) => ({ last: false, needs: i ? [i - 1] : [] }));
  const fan = Array.from({ length: many }, (_, i) => ({ last: false, needs: i === 0 ? [] : i === many - 1 ? Array.from({ length: many - 2 }, (_, k) => k + 1) : [0] }));
  const net = Array.from({ length: many }, (_, i) => ({ last: false, needs: [i - 1, i - 7, i - 900].filter((need) => need >= 0) }));

  equal(layOut(chain, SIZE).layers.length, many);
  equal(layOut(fan, SIZE).layers[1]!.length, many - 2);
  const layout = layOut(net, SIZE);
  assertApart(layout);
  ok(layout.pieces.length < 150_000);
});
