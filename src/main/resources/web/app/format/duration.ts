/** At most three digits and a unit: 842 µs, 1.34 s, 12 m 04 s. */
export function duration(seconds: number | undefined | null): string {
  if (seconds === undefined || seconds === null || !Number.isFinite(seconds)) return '–';
  if (seconds < 0) return `−${duration(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 0.9995e-6) return `${three(seconds * 1e9)} ns`;
  if (seconds < 0.9995e-3) return `${three(seconds * 1e6)} µs`;
  if (seconds < 0.9995) return `${three(seconds * 1e3)} ms`;
  if (seconds < 59.95) return `${three(seconds)} s`;
  if (seconds >= 1e15) return `${scientific(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`;
}

export function nanos(value: number | undefined | null): string {
  return duration(value === undefined || value === null ? undefined : value / 1e9);
}

/** 1.23e45: what is too large to be read as it is. */
export function scientific(value: number): string {
  return Number(value.toPrecision(3)).toExponential().replace('e+', 'e');
}

/** Three digits that count, without zeroes at the end of a fraction. */
export function three(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return scientific(value);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return value.toFixed(digits).replace(/\.?0+$/, (zeroes) => (zeroes.startsWith('.') ? '' : digits ? '' : zeroes));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
