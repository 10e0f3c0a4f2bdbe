import type { Distribution, Series } from '../api/types';
import { shortened } from '../format/ansi';

/** A curve of a chart: nanoseconds since the axis' base, and the value. */
export interface Line {
  label: string;
  points: [at: number, value: number][];
  /** Values that came without a time. */
  untimed?: number[];
  dashed?: boolean;
  hue: number;
}

/** What one chart shows: all series of one metric. */
export interface Metric {
  name: string;
  unit: string;
  description: string;
  lines: Line[];
  rate: boolean;
}

const FIRST = [/cpu.*utilization/, /cpu/, /memory/, /worker|thread/, /gc|heap/];
const MOST_LINES = 16;
const PID = 'process.pid';

/** Metrics by name: CPU, memory and workers first. `shift` is added to each moment. */
export function metricsOf(series: Series[], shift = 0): Metric[] {
  const byName = new Map<string, Series[]>();
  for (const each of series) {
    const key = `${each.name} ${each.unit ?? ''}`;
    byName.set(key, [...(byName.get(key) ?? []), each]);
  }
  return [...byName.values()]
    .map((all) => metric(all[0]!.name, all, shift))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

function rank(name: string): number {
  const at = FIRST.findIndex((pattern) => pattern.test(name));
  return at < 0 ? FIRST.length : at;
}

function metric(name: string, all: Series[], shift: number): Metric {
  const first = all[0]!;
  const rate = Boolean(first.monotonic && first.cumulative && first.kind === 'sum' && all.some((each) => each.points.length > 2));
  const lines = all.slice(0, MOST_LINES).flatMap((series, i) => linesOf(series, labelOf(series, all), i, rate, shift));
  const unit = first.unit ?? '';
  return { name, unit: rate ? `${unit}/s` : unit, description: first.description ?? '', lines, rate };
}

/** What tells a series from the others of its metric: the values that are not the same for all. */
function labelOf(series: Series, all: Series[]): string {
  if (all.length === 1) return '';
  const distinct = (of: (each: Series) => unknown) => new Set(all.map(of)).size > 1;
  const values = (each: Series): Record<string, unknown> => ({
    service: each.service,
    ...each.attributes,
    instance: each.instance,
    scope: each.scope,
    run: each.run?.slice(0, 8),
  });
  const keys = Object.keys(values(series)).filter((key) => key !== PID && distinct((each) => values(each)[key]));
  const label = (each: Series) => keys.map((key) => values(each)[key] ?? '–').join(' · ');
  const mine = label(series);
  const alone = all.filter((each) => label(each) === mine).length === 1;
  const process = series.attributes?.[PID] ?? series.processId;
  return shortened(alone || process === undefined ? mine : `${mine} · ${String(process)}`.replace(/^ · /, 'process '), 120);
}

function linesOf(series: Series, label: string, hue: number, rate: boolean, shift: number): Line[] {
  const sample = series.points.find(([, value]) => value !== null)?.[1];
  if (typeof sample === 'object' && sample !== null) return distributions(series, label, hue, shift);
  const points = series.points.flatMap(([at, value]) =>
    typeof value === 'number' && at !== null ? [[at + shift, value] as [number, number]] : [],
  );
  const untimed = series.points.flatMap(([at, value]) => (typeof value === 'number' && at === null ? [value] : []));
  return [{ label, points: rate ? rates(points) : points, untimed: rate ? [] : untimed, hue }];
}

function distributions(series: Series, label: string, hue: number, shift: number): Line[] {
  const quantiles = [0.5, 0.9, 0.99];
  return quantiles
    .map((quantile, k) => ({
      label: `${label} p${quantile * 100}`.trim(),
      hue: hue + k,
      dashed: k > 0,
      points: series.points.flatMap(([at, value]) => {
        const found = (value as Distribution | null)?.quantiles?.find(([q]) => q === quantile)?.[1];
        return found === undefined || at === null ? [] : [[at + shift, found] as [number, number]];
      }),
    }))
    .filter((line) => line.points.length > 0);
}

/** The growth a second; where a counter starts again, from zero. Two values of one moment have none. */
function rates(points: [number, number][]): [number, number][] {
  return points.slice(1).flatMap(([at, value], i) => {
    const [before, last] = points[i]!;
    const grown = value >= last ? value - last : value;
    return at > before ? [[at, grown / ((at - before) / 1e9)] as [number, number]] : [];
  });
}

/** The value that a line has at a moment: of the point at or before it. */
export function valueAt(line: Line, at: number): number | undefined {
  let low = 0;
  let high = line.points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.points[middle]![0] <= at) low = middle + 1;
    else high = middle;
  }
  return line.points[low - 1]?.[1];
}
