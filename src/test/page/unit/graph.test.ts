import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutionGraph, GraphNode } from '../../../main/resources/web/app/api/types';
import { Graph } from '../../../main/resources/web/app/graph/graph-model';
import { factsOf, statesOf, tokensOf, totalsOf, wordsOf } from '../../../main/resources/web/app/graph/graph-text';
import { tableOf } from './spans';

function node(id: string, needs: string[] = [], more: Partial<GraphNode> = {}): GraphNode {
  const none = { kind: 'command', last: false, state: 'ok', reason: '', attempts: 1, spanId: '', traceId: '', inputTokens: 0, outputTokens: 0 };
  return { ...none, id, needs, ...more };
}

function execution(...nodes: GraphNode[]): ExecutionGraph {
  return { id: 'exec_1', workflow: 'ci', version: '', spanId: 'execution', traceId: 't0', nodeCount: nodes.length, nodes };
}

function graphOf(...nodes: GraphNode[]): Graph {
  const graph = new Graph();
  graph.take(execution(...nodes));
  return graph;
}

test('the layout stays while only states change', () => {
  const graph = graphOf(node('a'), node('b', ['a'], { state: 'pending' }));
  const { layout } = graph;

  graph.take(execution(node('a'), node('b', ['a'], { state: 'failed' })));
  equal(graph.layout, layout);
  graph.take(execution(node('a'), node('b'), node('c', ['gone'])));
  deepEqual([...graph.layout.layer], [0, 0, 0]);
});

test('a span is part of the node of this execution that it lies below', () => {
  const graph = graphOf(node('build', [], { spanId: 'node:build', traceId: 't0' }), node('test'));
  const table = tableOf(
    { name: 'execution', from: 0, to: 9 },
    { name: 'node:build', parent: 'execution', from: 0, to: 5 },
    { name: 'execution of another', parent: 'node:build', from: 0, to: 5 },
    { name: 'node:test', parent: 'execution of another', from: 0, to: 5 },
    { name: 'node:test[3]', parent: 'execution', from: 5, to: 9 },
    { name: 'model', parent: 'node:test[3]', from: 5, to: 9 },
  );

  deepEqual([0, 1, 2, 3, 4, 5].map((span) => graph.nodeOf(table, span)), [-1, 0, 0, 0, 1, 1]);
  equal(graph.spanOf(table, 0), 1);
  equal(graph.spanOf(table, 1), -1);
});

test('keys move along lines, and from above to below', () => {
  const graph = graphOf(node('a'), node('b', ['a']), node('c', ['a']), node('d', ['c']));
  const [a, b, c, d] = [0, 1, 2, 3];

  deepEqual([graph.next(-1, 1), graph.next(a, 1), graph.next(d, 1), graph.next(-1, -1)], [a, b, d, d]);
  deepEqual([graph.beside(d, -1, 0), graph.beside(c, -1, 0), graph.beside(c, 1, 0)], [c, a, d]);
  deepEqual([graph.beside(b, 0, 1), graph.beside(c, 0, -1), graph.beside(b, 0, -1), graph.beside(a, -1, 0)], [c, b, b, a]);
  equal(graph.beside(-1, 1, 0), a);
});

test('a box says what a node has come to', () => {
  const items = { all: 20, ok: 11, failed: 1, running: 4, cancelled: 0 };

  equal(factsOf(node('a', [], { offsetNanos: 0, durationNanos: 1.5e9, attempts: 3 }), 0), '1.5 s · 3 attempts');
  equal(factsOf(node('a', [], { state: 'running', offsetNanos: 1e9 }), 4e9), '3 s');
  equal(factsOf(node('a', [], { state: 'running', offsetNanos: 1e9, items, attempts: 12 }), 4e9), '12/20 · 1 failed · 3 s');
  equal(factsOf(node('a', [], { state: 'skipped', offsetNanos: 0, durationNanos: 0, attempts: 0 }), 0), 'skipped');
  equal(factsOf(node('a', [], { state: 'pending', attempts: 0 }), 9e9), 'not reached');
});

test('tokens and costs are summed, and said where there are any', () => {
  const all = execution(node('a', [], { inputTokens: 1200, outputTokens: 30, costUsd: 0.002 }), node('b', [], { inputTokens: 1 }));

  equal(tokensOf(totalsOf(all)), '1201 → 30 tokens · $0.002000');
  equal(tokensOf(totalsOf(execution(node('a')))), '');
  equal(tokensOf(all.nodes[1]!), '1 → 0 tokens');
  deepEqual(statesOf(execution(node('a'), node('b', [], { state: 'failed' }), node('c'))), [
    ['failed', 1],
    ['ok', 2],
  ]);
});

test('hostile names are shortened and made visible', () => {
  const words = wordsOf(node('\u202e'.repeat(400), ['\u0007bell'], { reason: '\u001b[31mred' }), 0);

  ok(words.startsWith('‹U+202E›'), words);
  ok(words.endsWith(', needs ␇bell, red'), words);
  ok(words.length < 300, words);
});
