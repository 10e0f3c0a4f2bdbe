const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const SHORT_CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** How long ago, as one says it. */
export function ago(time: string | number, now = Date.now()): string {
  const seconds = (now - new Date(time).getTime()) / 1000;
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

export function clock(time: string | number): string {
  return CLOCK.format(new Date(time));
}

export function shortClock(time: string | number): string {
  return SHORT_CLOCK.format(new Date(time));
}

/** The clock with milliseconds, from nanoseconds since 1970 as text. */
export function fineClock(timeNanos: string): string {
  const milliseconds = Number(BigInt(timeNanos || '0') / 1_000_000n);
  return `${clock(milliseconds)}.${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** The day as a heading: Today, Yesterday, Monday 3 March. */
export function day(time: string | number, now = new Date()): string {
  const date = new Date(time);
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
export function localTime(time: string): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(time)}`;
}
