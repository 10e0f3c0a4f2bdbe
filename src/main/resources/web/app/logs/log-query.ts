import { urlState } from '../url-state';
import type { RunModel } from '../run/run-model';
import { LogSource } from './log-source';

/** Output may be recorded as much later than its command has ended. */
const LATE = 1_000_000_000n;

/** What the address and the selected span say about which lines to show, as parameters of the API; and `within`, a span. */
export function logQuery(model: RunModel, span: string): Record<string, string> {
  const { axis, table, tree } = model;
  const moment = (offset: number) => axis.base + BigInt(Math.round(offset));
  const all: Record<string, string> = { ...model.logsParams, level: urlState.get('level'), stream: urlState.get('stream') };
  const i = urlState.get('alllogs') ? undefined : table.at(span);
  if (i !== undefined && tree.children[i] === 0) {
    all.span = table.id[i]!;
    all.trace = table.traces[table.trace[i]!]!;
  } else if (i !== undefined) {
    all.trace = table.traces[table.trace[i]!]!;
    all.within = span;
    all.from = String(moment(table.start[i]!));
    if (!table.open(i)) all.to = String(moment(table.end(i)) + LATE);
  } else if (axis.zoomed) {
    all.from = String(moment(axis.from));
    all.to = String(moment(axis.to));
  }
  if (urlState.get('only') && urlState.get('find')) all.q = urlState.get('find');
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** The same without a time: the strip shows all of the run's. */
export function stripQuery(model: RunModel, span: string): Record<string, string> {
  const { from: _from, to: _to, within: _within, ...rest } = logQuery(model, span);
  return rest;
}

/** The API filters by one span; what belongs to the spans below it is found out here. */
export function sourceOf(model: RunModel, { within, ...params }: Record<string, string>): LogSource {
  if (!within) return new LogSource(model.logsPath, params);
  return new LogSource(model.logsPath, params, (log) => {
    const { table, tree } = model;
    const top = table.at(within);
    for (let up = table.find(log.spanId, log.traceId) ?? -1; up >= 0; up = tree.parent[up]!) if (up === top) return true;
    return false;
  });
}
