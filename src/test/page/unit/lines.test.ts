import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Series } from '../../../main/resources/web/app/api/types';
import { metricsOf, valueAt } from '../../../main/resources/web/app/metrics/lines';

const SECOND = 1e9;

function counter(...points: [at: number, value: number][]): Series {
  return {
    name: 'process.cpu.time',
    unit: 's',
    kind: 'sum',
    monotonic: true,
    cumulative: true,
    points: points.map(([at, value]) => [at * SECOND, value]),
  };
}

test('a counter is shown as its growth a second, from zero where it starts again', () => {
  const [metric] = metricsOf([counter([0, 1], [2, 5], [3, 2])]);

  equal(metric!.unit, 's/s');
  deepEqual(metric!.lines[0]!.points, [
    [2 * SECOND, 2],
    [3 * SECOND, 2],
  ]);
});

test('two values of one moment make no rate that is larger than all others', () => {
  const [metric] = metricsOf([counter([0, 1], [1, 2], [1, 2.5], [2, 3.5])]);

  deepEqual(
    metric!.lines[0]!.points.map(([, value]) => value),
    [1, 1],
  );
});

test('the value at a moment is that of the point before it', () => {
  const line = metricsOf([counter([0, 1], [2, 5])])[0]!.lines[0]!;

  equal(valueAt(line, -1), undefined);
  equal(valueAt(line, 2 * SECOND), 5);
});
