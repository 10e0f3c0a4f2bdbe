import { duration, scientific, three } from './duration';

const COUNT = new Intl.NumberFormat('en-US');

/** 1,234 as a person writes it. */
export function count(value: number | undefined): string {
  return COUNT.format(value ?? 0);
}

/** 12.3 k, 4.5 M. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return scientific(value);
  if (size >= 1e9) return `${three(value / 1e9)} G`;
  if (size >= 1e6) return `${three(value / 1e6)} M`;
  if (size >= 1e4) return `${three(value / 1e3)} k`;
  if (size !== 0 && size < 0.01) return value.toExponential(1);
  return three(value);
}

export function bytes(value: number): string {
  const size = Math.abs(value);
  if (size >= 2 ** 30) return `${three(value / 2 ** 30)} GiB`;
  if (size >= 2 ** 20) return `${three(value / 2 ** 20)} MiB`;
  if (size >= 2 ** 10) return `${three(value / 2 ** 10)} KiB`;
  return `${three(value)} B`;
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** $0.026, and six digits of less than a cent. */
export function dollars(usd: number): string {
  return `$${usd === 0 || usd >= 0.01 ? usd.toFixed(usd >= 100 ? 0 : 3) : usd.toFixed(6)}`;
}

/** A measured value with its UCUM unit. */
export function measured(value: number | undefined | null, unit = ''): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  const [of, per] = unit.split('/');
  const tail = per ? `/${per}` : '';
  if (of === 'By') return bytes(value) + tail;
  if (of === 's') return duration(value) + tail;
  if (of === 'ms') return duration(value / 1e3) + tail;
  if (of === 'us') return duration(value / 1e6) + tail;
  if (of === 'ns') return duration(value / 1e9) + tail;
  if (of === '%') return `${three(value)} %`;
  const word = of === '1' || !of ? '' : ` ${of.replace(/[{}]/g, '')}`;
  return short(value) + word + tail;
}
