import type { TemplateResult } from 'lit';
import type { AuditEvent, FleetNode, Job, Service, Stack } from '../api/fleet-types';
import { count, plural } from '../format/amount';
import { auditRow } from './audit-row';
import { type Facts, factsOfEvent, factsOfJob, factsOfNode, factsOfService, matcher } from './fleet-filter';
import type { FleetSource } from './fleet-source';
import { jobRow } from './job-row';
import { nodeRow } from './node-row';
import { serviceRow } from './service-row';
import { SteadyRows } from './steady-rows';

interface Deployed {
  stack: Stack;
  service: Service;
}

/** What the rows of a part are asked for. */
export interface Question {
  filter: string;
  /** Milliseconds since 1970 of the begin of the time range; 0 for all. */
  from: number;
  most: number;
  /** Whether no row may move. */
  still: boolean;
}

/** A part of the fleet, as rows. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** What a row is called. */
  readonly noun: string;
  readonly waiting: number;
  /** How many rows there are with what the filter leaves out. */
  readonly all: number;
  /** How many the filter leaves. */
  readonly found: number;
  readonly shown: readonly unknown[];
  /** What is said of all of it. */
  figure(): string;
  take(question: Question): void;
  key(row: unknown): string;
  row(row: unknown): TemplateResult;
}

interface Kind<Row> {
  name: string;
  title: string;
  noun: string;
  rows(): Row[];
  id(row: Row): string;
  facts(row: Row): Facts;
  /** When it was, of what the time range is for. */
  time?(row: Row): string;
  row(row: Row): TemplateResult;
  figure(rows: Row[]): string;
}

class PartOf<Row> implements Part {
  readonly name: string;
  readonly title: string;
  readonly noun: string;
  all = 0;
  found = 0;
  #steady: SteadyRows<Row>;

  constructor(private readonly kind: Kind<Row>) {
    this.name = kind.name;
    this.title = kind.title;
    this.noun = kind.noun;
    this.#steady = new SteadyRows((row) => kind.id(row));
  }

  get waiting(): number {
    return this.#steady.waiting;
  }

  get shown(): readonly Row[] {
    return this.#steady.rows;
  }

  figure(): string {
    return this.kind.figure(this.kind.rows());
  }

  take({ filter, from, most, still }: Question): void {
    const { kind } = this;
    const rows = kind.rows();
    const matches = matcher(filter);
    const found = rows.filter((row) => matches(kind.facts(row)) && (!kind.time || Date.parse(kind.time(row)) >= from));
    this.all = rows.length;
    this.found = found.length;
    this.#steady.show(found.slice(0, most), still);
  }

  key(row: unknown): string {
    return this.kind.id(row as Row);
  }

  row(row: unknown): TemplateResult {
    return this.kind.row(row as Row);
  }
}

/** Deployments, nodes, jobs and audit log of a fleet. */
export function partsOf(source: FleetSource): Part[] {
  const deployments = new PartOf<Deployed>({
    name: 'deployments',
    title: 'Deployments',
    noun: 'service',
    rows: () => source.stacks.flatMap((stack) => (stack.services ?? []).map((service) => ({ stack, service }))),
    id: ({ stack, service }) => `${stack.stack}/${service.service}`,
    facts: ({ stack, service }) => factsOfService(stack, service),
    row: ({ stack, service }) => serviceRow(stack, service),
    figure: replicasOf,
  });
  const nodes = new PartOf<FleetNode>({
    name: 'nodes',
    title: 'Nodes',
    noun: 'node',
    rows: () => source.nodes,
    id: (node) => node.name,
    facts: factsOfNode,
    row: nodeRow,
    figure: (rows) => `${count(rows.filter((node) => node.state === 'ready').length)} of ${count(rows.length)} ready`,
  });
  const jobs = new PartOf<Job>({
    name: 'jobs',
    title: 'Jobs',
    noun: 'job',
    rows: () => source.jobs,
    id: (job) => job.id,
    facts: factsOfJob,
    time: (job) => job.submitted,
    row: jobRow,
    figure: () => `${plural(source.fleet?.jobsUnfinished ?? 0, 'job')} not over`,
  });
  const audit = new PartOf<AuditEvent>({
    name: 'audit',
    title: 'Audit log',
    noun: 'event',
    rows: () => source.events,
    id: (event) => `${event.ts} ${event.type} ${JSON.stringify(event.payload)}`,
    facts: factsOfEvent,
    time: (event) => event.ts,
    row: auditRow,
    figure: () => '',
  });
  return [deployments, nodes, jobs, audit];
}

function replicasOf(rows: Deployed[]): string {
  const sum = (of: (service: Service) => number) => rows.reduce((all, { service }) => all + of(service), 0);
  return `${count(sum((service) => service.healthy))} of ${count(sum((service) => service.wanted))} replicas healthy`;
}
