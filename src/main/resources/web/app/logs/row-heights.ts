/** Where each row of a list stands: all rows alike, or each as high as it was measured or guessed. */
export class RowHeights {
  #own?: number[];
  #tops?: Float64Array;
  count = 0;

  constructor(readonly line: number) {}

  /** Rows of their own heights; `undefined` makes all alike. */
  set own(heights: number[] | undefined) {
    this.#own = heights;
    this.#tops = undefined;
  }

  measured(row: number, height: number): boolean {
    if (!this.#own || Math.abs((this.#own[row] ?? 0) - height) < 1) return false;
    this.#own[row] = height;
    this.#tops = undefined;
    return true;
  }

  top(row: number): number {
    return this.#own ? this.#prefix()[Math.max(0, Math.min(row, this.count))]! : row * this.line;
  }

  get whole(): number {
    return this.top(this.count);
  }

  /** The row that a height belongs to. */
  at(height: number): number {
    if (!this.#own) return Math.max(0, Math.min(this.count - 1, Math.floor(height / this.line)));
    const tops = this.#prefix();
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle]! <= height) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  #prefix(): Float64Array {
    if (this.#tops && this.#tops.length === this.count + 1) return this.#tops;
    this.#tops = new Float64Array(this.count + 1);
    for (let i = 0; i < this.count; i++) this.#tops[i + 1] = this.#tops[i]! + (this.#own![i] ?? this.line);
    return this.#tops;
  }
}
