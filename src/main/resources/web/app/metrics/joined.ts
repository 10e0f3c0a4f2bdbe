import type { Series, SeriesAnswer } from '../api/types';

/** The series of an answer with the points that a later answer adds. */
export function joined(before: SeriesAnswer, after: SeriesAnswer): SeriesAnswer {
  const shift = Number(BigInt(after.base) - BigInt(before.base));
  const known = new Map(before.series.map((series) => [keyOf(series), series]));
  for (const series of after.series) {
    const points = series.points.map(([at, value]) => [at === null ? null : at + shift, value] as Series['points'][number]);
    const old = known.get(keyOf(series));
    known.set(keyOf(series), { ...series, points: old ? [...old.points, ...points] : points });
  }
  return { base: before.base, cursor: after.cursor, series: [...known.values()] };
}

function keyOf({ name, unit, kind, service, instance, scope, processId, run, attributes }: Series): string {
  return JSON.stringify([name, unit, kind, service, instance, scope, processId, run, attributes]);
}
