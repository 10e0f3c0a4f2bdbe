/** Rows that stay where they are while somebody points at them; what is new waits. */
export class SteadyRows<Row> {
  rows: Row[] = [];
  /** How many new ones wait. */
  waiting = 0;

  constructor(private readonly id: (row: Row) => string) {}

  /** @param still whether nothing may move */
  show(now: Row[], still: boolean): void {
    if (!still || this.rows.length === 0) {
      this.rows = now;
      this.waiting = 0;
      return;
    }
    const fresh = new Map(now.map((row) => [this.id(row), row]));
    this.rows = this.rows.map((row) => fresh.get(this.id(row)) ?? row);
    for (const row of this.rows) fresh.delete(this.id(row));
    this.waiting = fresh.size;
  }
}
