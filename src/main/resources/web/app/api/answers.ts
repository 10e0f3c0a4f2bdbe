import { get, type Params } from './client';
import type { Comparison, SeriesAnswer, SpansAnswer } from './types';

/** Answers whose empty lists were left out, with them. */
export async function getSeries(path: string, params: Params, signal?: AbortSignal): Promise<SeriesAnswer> {
  const answer = await get<SeriesAnswer>(path, params, signal);
  return {
    ...answer,
    base: answer.base ?? '0',
    series: (answer.series ?? []).map((each) => ({ ...each, points: each.points ?? [] })),
  };
}

export function getSpans(path: string, params: Params, signal?: AbortSignal): Promise<SpansAnswer> {
  return get<SpansAnswer>(path, params, signal);
}

export async function getComparison(a: string, b: string, signal?: AbortSignal): Promise<Comparison> {
  const answer = await get<Comparison>('/compare', { a, b }, signal);
  return { ...answer, changes: answer.changes ?? [], aligned: answer.aligned ?? [] };
}
