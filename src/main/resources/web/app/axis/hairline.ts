/** A moment after the run's start, as fine as a millisecond shows. */
export function fineOffset(nanos: number): string {
  const seconds = nanos / 1e9;
  if (seconds < 1) return `+${(seconds * 1000).toFixed(1)} ms`;
  if (seconds < 60) return `+${seconds.toFixed(2)} s`;
  const minutes = Math.floor(seconds / 60);
  return `+${minutes} m ${(seconds - minutes * 60).toFixed(1).padStart(4, '0')} s`;
}
