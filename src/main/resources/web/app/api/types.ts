/** What the API answers: docs/reference/api.md. What is not known, and an empty list, is left out. */
export type State = 'running' | 'interrupted' | 'ok' | 'failed';

export interface Stage {
  name: string;
  state: string;
  offsetNanos: number;
  durationNanos: number;
}

export interface Run {
  id: string;
  idAttribute: string;
  name?: string;
  title: string;
  state: State;
  exitCode?: number;
  timedOut?: boolean;
  startTime?: string;
  endTime?: string;
  durationSeconds?: number;
  services?: string[];
  branch?: string;
  ciJob?: string;
  stages: number;
  counts: { spans: number; failedSpans: number; logs: number; errorLogs: number; points: number; traces: number };
  stageStrip?: Stage[];
  cpu?: number[];
  memory?: number[];
  peakMemoryBytes?: number;
  failure?: { stage?: string; exitCode?: number; message?: string };
}

export interface RunDetail extends Run {
  resource?: Record<string, unknown>;
  resources?: { service: string; attributes: Record<string, unknown> }[];
  traces?: Trace[];
  outcome?: string;
  previous?: { id: string };
  summary?: Record<string, unknown>;
}

/** Of each span an element in each; numbers of `trace`, `name`, `service` and `scope` are places in the lists of words. */
export interface SpanColumns {
  id: string[];
  parent: string[];
  trace: number[];
  name: number[];
  service: number[];
  scope: number[];
  kind: number[];
  status: number[];
  start: (number | null)[];
  duration: (number | null)[];
  events: number[];
  links: number[];
  flags: number[];
}

/** Of each link of a span that has ended an element in each; `trace` is a place in the list of traces. */
export interface LinkColumns {
  trace: number[];
  span: string[];
  toTrace: string[];
  toSpan: string[];
}

export interface SpansAnswer {
  base: string;
  cursor: string;
  names: string[];
  services: string[];
  scopes: string[];
  traces: string[];
  spans: SpanColumns;
  open: SpanColumns;
  links: LinkColumns;
}

/** What the items of a node have come to; those that no number counts have not begun. */
export interface ItemCounts {
  all: number;
  ok: number;
  failed: number;
  running: number;
  cancelled: number;
}

export interface GraphNode {
  id: string;
  kind: string;
  needs: string[];
  last: boolean;
  state: string;
  reason: string;
  attempts: number;
  spanId: string;
  traceId: string;
  offsetNanos?: number;
  durationNanos?: number;
  items?: ItemCounts;
  inputTokens: number;
  outputTokens: number;
  costUsd?: number;
}

export interface ExecutionGraph {
  id: string;
  workflow: string;
  version: string;
  spanId: string;
  traceId: string;
  nodeCount: number;
  nodes: GraphNode[];
}

export interface GraphAnswer {
  base: string;
  executions: ExecutionGraph[];
}

export interface KeyValue {
  key?: string;
  value?: AnyValue;
}
export interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number;
  bytesValue?: string;
  arrayValue?: { values?: AnyValue[] };
  kvlistValue?: { values?: KeyValue[] };
}

export interface SpanDetail {
  span: {
    traceId: string;
    spanId: string;
    parentSpanId?: string;
    name?: string;
    kind?: number | string;
    startTimeUnixNano?: string;
    endTimeUnixNano?: string;
    attributes?: KeyValue[];
    events?: { name?: string; timeUnixNano?: string; attributes?: KeyValue[] }[];
    links?: { traceId?: string; spanId?: string; attributes?: KeyValue[] }[];
    status?: { code?: number | string; message?: string };
    traceState?: string;
  };
  resource?: { attributes?: KeyValue[] };
  scope?: { name?: string; version?: string };
  run?: string;
  outputTail?: string[];
  linkedRuns?: { traceId: string; spanId: string; run: string; rootName: string }[];
  linkedFrom?: LinkingSpan[];
  moreLinkedFrom?: boolean;
}

/** A span that is linked to another. */
export interface LinkingSpan {
  traceId: string;
  spanId: string;
  run: string;
  name: string;
  state: State;
  startTime?: string;
  durationSeconds?: number;
}

export interface Log {
  id: string;
  timeNanos: string;
  time?: string;
  level: string;
  severity?: number;
  body?: unknown;
  text?: string;
  stream?: string;
  eventName?: string;
  subsystem?: string;
  service?: string;
  traceId?: string;
  spanId?: string;
  run?: string;
  attributes?: Record<string, unknown>;
}

export interface Distribution {
  count: number;
  sum?: number;
  min?: number;
  max?: number;
  quantiles?: [number, number][];
}

export interface Series {
  name: string;
  unit?: string;
  description?: string;
  kind: string;
  monotonic?: boolean;
  cumulative?: boolean;
  service?: string;
  instance?: string;
  scope?: string;
  processId?: number;
  run?: string;
  attributes?: Record<string, unknown>;
  points: [number | null, number | Distribution | null][];
}

export interface SeriesAnswer {
  base: string;
  cursor: string;
  series: Series[];
}

export interface Trace {
  traceId: string;
  rootSpanId?: string;
  rootName?: string;
  service?: string;
  startTime?: string;
  durationSeconds?: number;
  spans: number;
  failedSpans: number;
  run?: string;
  links?: { traceId?: string; spanId?: string; attributes?: Record<string, unknown> }[];
}

export interface Change {
  path?: string[];
  name: string;
  kind: string;
  what: string;
  aSeconds?: number;
  bSeconds?: number;
  deltaSeconds?: number;
  ratio?: number;
  aState?: string;
  bState?: string;
  aCount?: number;
  bCount?: number;
}

export interface Side {
  offsetNanos: number;
  durationNanos?: number;
  state: string;
}
export interface Aligned {
  name: string;
  kind: string;
  a?: Side;
  b?: Side;
  children?: Aligned[];
}
export interface Comparison {
  a: Run;
  b: Run;
  sentence: string;
  changes: Change[];
  aligned: Aligned[];
}

export interface Rates {
  spans: number;
  logs: number;
  points: number;
}
export interface Tick {
  rates: Rates;
  runs?: string[];
  gap: boolean;
  run?: Run;
}
export interface Status {
  version: string;
  otlp?: string[];
  fleet: boolean;
  store: { bytes: number; runs: number; records: { spans: number; logs: number; points: number } };
}
