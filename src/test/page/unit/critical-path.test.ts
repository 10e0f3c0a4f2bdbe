import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { criticalPath, shares } from '../../../main/resources/web/app/run/critical-path';
import { type Drawn, treeOf } from './spans';

function pathOf(...spans: Drawn[]): string[] {
  const tree = treeOf(...spans);
  const ends = Float64Array.from(spans, (span) => span.to);
  return criticalPath(tree, 0, ends)
    .sort((a, b) => a.from - b.from)
    .map(({ span, from, to }) => `${spans[span]!.name} ${from}-${to}`);
}

test('a span alone is its whole path', () => {
  deepEqual(pathOf({ name: 'run', from: 0, to: 10 }), ['run 0-10']);
});

test('of children side by side, the one that ended last counts', () => {
  deepEqual(
    pathOf(
      { name: 'run', from: 0, to: 100 },
      { name: 'short', parent: 'run', from: 10, to: 50 },
      { name: 'long', parent: 'run', from: 10, to: 90 },
    ),
    ['run 0-10', 'long 10-90', 'run 90-100'],
  );
});

test('children one after the other are all on it, with the gaps as the parent', () => {
  deepEqual(
    pathOf(
      { name: 'run', from: 0, to: 100 },
      { name: 'a', parent: 'run', from: 0, to: 40 },
      { name: 'b', parent: 'run', from: 50, to: 100 },
      { name: 'inner', parent: 'b', from: 60, to: 95 },
    ),
    ['a 0-40', 'run 40-50', 'b 50-60', 'inner 60-95', 'b 95-100'],
  );
});

test('the path has no gap, and no time twice, whatever children do', () => {
  const spans: Drawn[] = [{ name: 'run', from: 0, to: 1000 }];
  for (let i = 1; i < 60; i++) {
    const from = (i * 37) % 900;
    spans.push({ name: `s${i}`, parent: i < 4 ? 'run' : `s${i % 4 || 3}`, from, to: from + ((i * 53) % 300) });
  }
  const tree = treeOf(...spans);
  const path = criticalPath(tree, 0, Float64Array.from(spans, (span) => span.to)).sort((a, b) => a.from - b.from);

  equal(path[0]!.from, 0);
  equal(path.at(-1)!.to, 1000);
  for (let i = 1; i < path.length; i++) equal(path[i]!.from, path[i - 1]!.to);
});

test('shares are of stages, most first, and say what is mostly inside', () => {
  const tree = treeOf(
    { name: 'run', from: 0, to: 100 },
    { name: 'unit', parent: 'run', from: 0, to: 30, stage: true },
    { name: 'build', parent: 'run', from: 30, to: 100, stage: true },
    { name: 'link', parent: 'build', from: 40, to: 95 },
  );

  deepEqual(
    shares(tree, 2).map(({ name, nanos, mostly }) => [name, nanos, mostly]),
    [
      ['build', 70, 'link'],
      ['unit', 30, ''],
    ],
  );
});
