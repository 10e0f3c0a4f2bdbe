import './browser';
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Replica, Service } from '../../../main/resources/web/app/api/fleet-types';
import { factsOfEvent, factsOfJob, factsOfService, matcher, startOf } from '../../../main/resources/web/app/fleet/fleet-filter';
import { cellsOf } from '../../../main/resources/web/app/fleet/replica-cells';
import { SteadyRows } from '../../../main/resources/web/app/fleet/steady-rows';

function replica(slot: number, version: number, state: string, node = 'a'): Replica {
  return { id: `web_api_${slot}_${version}_1`, slot, node, state, version, restarts: 0 };
}

function service(wanted: number, ...replicas: Replica[]): Service {
  return { service: 'api', state: 'updating', wanted, running: 0, healthy: 0, replicas };
}

function cells(of: Service): string[] {
  return cellsOf(of).map(({ slot, state, replica: at }) => `${slot} ${state}${at ? ` v${at.version}` : ''}`);
}

test('a slot has a cell for each replica that may run, or for the last that did', () => {
  deepEqual(cells(service(2, replica(0, 1, 'stopping'), replica(0, 2, 'running'), replica(1, 1, 'failed'))), [
    '0 stopping v1',
    '0 running v2',
    '1 failed v1',
  ]);
  deepEqual(cells(service(1, replica(0, 1, 'failed'), replica(0, 1, 'pending'))), ['0 pending v1']);
});

test('what is wanted and has no machine is a cell, what is no longer wanted and over is none', () => {
  deepEqual(cells(service(3, replica(1, 1, 'healthy'))), ['0 missing', '1 healthy v1', '2 missing']);
  deepEqual(cells(service(1, replica(0, 1, 'healthy'), replica(1, 1, 'stopped'), replica(2, 1, 'stopping'))), ['0 healthy v1', '2 stopping v1']);
  equal(cellsOf(service(1_000_000)).length, 200);
});

test('a filter asks for all of its words, and of a field for one of its values', () => {
  const stack = { stack: 'web', version: 1, identity: 'ci', applied: '', deleted: false };
  const facts = factsOfService(stack, service(1, { ...replica(0, 1, 'failed', 'db-1'), error: 'Exit code 7' }));

  for (const filter of ['', 'exit web/api', 'state:failed', 'state:lost state:failed', 'node:db-1 by:ci', 'service:web', 'service:web/api', 'state: ']) {
    equal(matcher(filter)(facts), true, filter);
  }
  for (const filter of ['exit 8 code', 'state:healthy', 'node:db', 'state:failed by:local', 'type:apply', 'service:we']) {
    equal(matcher(filter)(facts), false, filter);
  }
});

test('jobs and events are found by the nodes that they are for', () => {
  const task = { id: 't', node: 'b', attempt: 1, current: true, state: 'lost', exitCode: -1 };
  const job = { id: 'job_1', state: 'lost', runId: 'r', identity: 'ci', submitted: '', target: 'all', command: 'make', retries: 0, cancelled: false };
  equal(matcher('node:b state:lost make')(factsOfJob({ ...job, tasks: [task] })), true);
  equal(matcher('node:b')(factsOfJob(job)), false);
  const event = { ts: '', type: 'job_submit', identity: 'ci', payload: { nodes: 'a,b', job: 'job_1' } };
  equal(matcher('node:b type:job_submit JOB_1')(factsOfEvent(event)), true);
  equal(matcher('node:c')(factsOfEvent(event)), false);
});

test('a time range begins at an age before now, or at a time', () => {
  equal(startOf('15m', 1_000_000), 100_000);
  equal(startOf('1970-01-01T00:00:01Z', 0), 1000);
  equal(startOf('', 5), 0);
  equal(startOf('yesterday', 5), 0);
});

test('rows that somebody points at stay, with what is new in them; new ones wait', () => {
  const rows = new SteadyRows<[string, number]>(([id]) => id);
  rows.show([['b', 1], ['a', 1]], false);
  rows.show([['c', 2], ['b', 2]], true);
  deepEqual(rows.rows, [['b', 2], ['a', 1]]);
  equal(rows.waiting, 1);
  rows.show([['c', 3], ['b', 3]], false);
  deepEqual(rows.rows, [['c', 3], ['b', 3]]);
  equal(rows.waiting, 0);
});
