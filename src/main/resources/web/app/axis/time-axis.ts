import { Emitter } from '../emitter';

/**
 * The one time axis of a run: nanoseconds since `base`. All bands draw by it, and the hairline is at the same moment in all.
 * Events: `change` when what is visible changed, `hover` when the hairline moved.
 */
export class TimeAxis extends Emitter<{ change: Event; hover: Event }> {
  /** Nanoseconds since 1970. */
  base = 0n;
  end = 1;
  #zoom?: [from: number, to: number];
  #hover?: number;

  get from(): number {
    return this.#zoom?.[0] ?? 0;
  }

  get to(): number {
    return this.#zoom?.[1] ?? this.end;
  }

  get span(): number {
    return this.to - this.from;
  }

  get zoomed(): boolean {
    return this.#zoom !== undefined;
  }

  get hover(): number | undefined {
    return this.#hover;
  }

  set hover(at: number | undefined) {
    if (at === this.#hover) return;
    this.#hover = at;
    this.emit('hover');
  }

  /** Where a moment stands: 0 is the left edge, 1 the right one. */
  fraction(at: number): number {
    return (at - this.from) / this.span;
  }

  at(fraction: number): number {
    return this.from + fraction * this.span;
  }

  extend(base: bigint, end: number): void {
    if (base === this.base && end === this.end) return;
    this.base = base;
    this.end = Math.max(end, 1);
    this.emit('change');
  }

  zoom(from: number, to: number): void {
    const least = Math.max(this.end / 1e7, 10);
    let [a, b] = from < to ? [from, to] : [to, from];
    if (b - a < least) [a, b] = [(a + b - least) / 2, (a + b + least) / 2];
    a = Math.max(0, a);
    b = Math.min(this.end, b);
    this.#zoom = a <= 0 && b >= this.end ? undefined : [a, b];
    this.emit('change');
  }

  zoomBy(factor: number, at = this.from + this.span / 2): void {
    this.zoom(at - (at - this.from) * factor, at + (this.to - at) * factor);
  }

  pan(by: number): void {
    if (!this.#zoom) return;
    const move = Math.max(-this.from, Math.min(this.end - this.to, by));
    this.zoom(this.from + move, this.to + move);
  }

  reset(): void {
    this.#zoom = undefined;
    this.emit('change');
  }

  /** Round moments, so that at most `most` of them are visible. */
  ticks(most: number): number[] {
    const raw = this.span / Math.max(most, 1);
    const power = 10 ** Math.floor(Math.log10(raw));
    const units =
      raw >= 60e9
        ? [60e9, 120e9, 300e9, 600e9, 1800e9, 3600e9, 7200e9, 21600e9, 86400e9]
        : [1, 2, 5, 10].map((each) => each * power);
    const step = units.find((each) => each >= raw) ?? Math.ceil(raw / 86400e9) * 86400e9;
    const result: number[] = [];
    for (let tick = Math.ceil(this.from / step) * step; tick <= this.to; tick += step) result.push(tick);
    return result;
  }
}
