import type { LinkColumns, SpansAnswer } from '../../../main/resources/web/app/api/types';
import { SpanTable } from '../../../main/resources/web/app/run/span-table';
import { SpanTree } from '../../../main/resources/web/app/run/span-tree';

const STAGE = 1;
const FAILED = 2;

/** A span of a test: its name is its id. */
export interface Drawn {
  name: string;
  parent?: string;
  from: number;
  to: number;
  failed?: boolean;
  stage?: boolean;
  trace?: number;
  /** Names of spans that it is linked to; `t1/x` is one of a trace, others that are not there are of another run. */
  links?: string[];
}

export function tableOf(...spans: Drawn[]): SpanTable {
  const none = { id: [], parent: [], trace: [], name: [], service: [], scope: [], kind: [], status: [] };
  const empty = { ...none, start: [], duration: [], events: [], links: [], flags: [] };
  const zeros = spans.map(() => 0);
  const answer: SpansAnswer = {
    base: '1000000000000',
    cursor: '1',
    names: spans.map((span) => span.name),
    services: ['api'],
    scopes: ['test'],
    traces: Array.from({ length: 1 + spans.reduce((most, span) => Math.max(most, span.trace ?? 0), 0) }, (_, i) => `t${i}`),
    spans: {
      id: spans.map((span) => span.name),
      parent: spans.map((span) => span.parent ?? ''),
      trace: spans.map((span) => span.trace ?? 0),
      name: spans.map((_, i) => i),
      service: zeros,
      scope: zeros,
      kind: zeros,
      status: spans.map((span) => (span.failed ? FAILED : 0)),
      start: spans.map((span) => span.from),
      duration: spans.map((span) => span.to - span.from),
      events: zeros,
      links: zeros,
      flags: spans.map((span) => (span.stage ? STAGE : 0)),
    },
    open: empty,
    links: linksOf(spans),
  };
  const table = new SpanTable();
  table.add(answer);
  return table;
}

function linksOf(spans: Drawn[]): LinkColumns {
  const traces = new Map(spans.map((span) => [span.name, `t${span.trace ?? 0}`]));
  const all = spans.flatMap((span) => (span.links ?? []).map((target) => ({ span, target })));
  return {
    trace: all.map(({ span }) => span.trace ?? 0),
    span: all.map(({ span }) => span.name),
    toTrace: all.map(({ target }) => traces.get(target) ?? (target.includes('/') ? target.split('/')[0]! : 'elsewhere')),
    toSpan: all.map(({ target }) => target),
  };
}

export function treeOf(...spans: Drawn[]): SpanTree {
  return new SpanTree(tableOf(...spans), new Map());
}

/** The visible rows by name, indented; the head of a trace as `#0`. */
export function rowsOf(tree: SpanTree): string[] {
  return tree.rows.map((row) => (row < 0 ? `#${-1 - row}` : '.'.repeat(tree.indent(row)) + tree.table.name[row]!));
}
