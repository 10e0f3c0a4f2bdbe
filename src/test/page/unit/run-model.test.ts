import './browser';
import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { RunModel } from '../../../main/resources/web/app/run/run-model';

const RUN = { id: 'r', idAttribute: 'run.id', title: 'r', state: 'ok', stages: 0, startTime: '2026-01-01T00:00:00Z', durationSeconds: 1 };
const SPANS = { base: '0', cursor: '1', names: [], services: [], scopes: [], traces: [], spans: { id: [] }, open: { id: [] }, links: { span: [] } };
const METRICS = {
  base: '0',
  cursor: '7',
  series: [
    {
      name: 'cpu',
      kind: 'gauge',
      points: [
        [1, 1],
        [2, 2],
      ],
    },
  ],
};

test('two requests for the same points, under way together, bring them once', async () => {
  let release = (): void => undefined;
  const both = new Promise<void>((resolve) => (release = resolve));
  let asked = 0;
  globalThis.fetch = async (target) => {
    const path = String(target);
    if (path.includes('/metrics')) {
      if (++asked === 2) release();
      await both;
      return Response.json(METRICS);
    }
    if (path.includes('/spans')) return Response.json(SPANS);
    return Response.json(path.includes('/logs') ? {} : RUN);
  };
  const model = new RunModel('r', '');

  await model.load();
  await model.refresh();

  deepEqual(model.metrics?.series.map((series) => series.points), [METRICS.series[0]!.points]);
});
