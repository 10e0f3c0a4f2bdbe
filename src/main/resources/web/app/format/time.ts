const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const SHORT_CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** Stands for what is not known. */
export const UNKNOWN = '–';

/** A moment of the server's, which may not know one. */
export type Moment = string | number | undefined;

function dateOf(time: Moment): Date | undefined {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** How long ago, as one says it. */
export function ago(time: Moment, now = Date.now()): string {
  const date = dateOf(time);
  if (!date) return UNKNOWN;
  const seconds = (now - date.getTime()) / 1000;
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

export function clock(time: Moment): string {
  const date = dateOf(time);
  return date ? CLOCK.format(date) : UNKNOWN;
}

export function shortClock(time: Moment): string {
  const date = dateOf(time);
  return date ? SHORT_CLOCK.format(date) : UNKNOWN;
}

/** Nanoseconds since 1970 of a time as OTLP writes it; undefined where it says none, or one after 2262. */
export function nanosOfText(text: string | undefined): bigint | undefined {
  if (!text || !/^\d{1,19}$/.test(text)) return undefined;
  const nanos = BigInt(text);
  return nanos > 0n && nanos < 1n << 63n ? nanos : undefined;
}

/** The clock with milliseconds, from nanoseconds since 1970 as text. */
export function fineClock(timeNanos: string | undefined): string {
  const nanos = nanosOfText(timeNanos);
  if (nanos === undefined) return UNKNOWN;
  const milliseconds = Number(nanos / 1_000_000n);
  return `${clock(milliseconds)}.${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** The day as a heading: Today, Yesterday, Monday 3 March. */
export function day(time: Moment, now = new Date()): string {
  const date = dateOf(time);
  if (!date) return 'Without a time';
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(date);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Nanoseconds since 1970 of an RFC 3339 time. */
export function nanosOf(time: string): bigint {
  const [, whole = time, fraction = ''] = /^(.*?)(?:\.(\d+))?Z?$/.exec(time) ?? [];
  const seconds = BigInt(Math.floor(new Date(`${whole}Z`).getTime() / 1000) || 0);
  return seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}

/** Day and clock of this place: 2026-03-01 14:03:12. */
export function localTime(time: Moment): string {
  const date = dateOf(time);
  if (!date) return UNKNOWN;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(time)}`;
}
