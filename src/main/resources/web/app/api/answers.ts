import { get, type Params } from './client';
import type { Comparison, SeriesAnswer, SpanColumns } from './types';

/** Answers whose empty lists were left out, with them. */
export async function getSeries(path: string, params: Params, signal?: AbortSignal): Promise<SeriesAnswer> {
  const answer = await get<SeriesAnswer>(path, params, signal);
  return {
    ...answer,
    base: answer.base ?? '0',
    series: (answer.series ?? []).map((each) => ({ ...each, points: each.points ?? [] })),
  };
}

export async function getSpans(path: string, params: Params, signal?: AbortSignal): Promise<SpanColumns> {
  const none = { base: '0', cursor: '', names: [], services: [], scopes: [], traces: [], spans: [] };
  return { ...none, ...(await get<Partial<SpanColumns>>(path, params, signal)) };
}

export async function getComparison(a: string, b: string, signal?: AbortSignal): Promise<Comparison> {
  const answer = await get<Comparison>('/compare', { a, b }, signal);
  return { ...answer, changes: answer.changes ?? [], aligned: answer.aligned ?? [] };
}
