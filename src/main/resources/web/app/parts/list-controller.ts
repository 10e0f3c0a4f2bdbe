import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Latest, type Params, wasAborted } from '../api/client';
import { LiveController } from '../api/live';
import { plural } from '../format/amount';
import { urlState, UrlStateController } from '../url-state';
import { failureNotice, skeleton } from './notice';

export interface Page<Row> {
  rows: Row[];
  next?: string;
}

/** What a list shows. */
export interface ListSource<Row> {
  /** What a row is called, such as `run`. */
  noun: string;
  /** What the URL asks for. */
  params(): Params;
  /** A page of it. */
  page(wanted: Params, signal: AbortSignal): Promise<Page<Row>>;
  id(row: Row): string;
  /** Rows have come or gone. */
  arranged?(rows: Row[]): void;
}

type Host = ReactiveControllerHost & { renderRoot: DocumentFragment | HTMLElement };

/**
 * A list from the API, newest first: loads what the URL asks for, adds older pages, and asks again when the server says that
 * something is new. New rows wait while somebody looks at those that are there, so that none moves.
 */
export class ListController<Row> implements ReactiveController {
  rows: Row[] = [];
  /** New rows that wait to be shown. */
  waiting: Row[] = [];
  next?: string;
  loading = true;
  error: unknown;
  #shown = '?';
  #request = new Latest();

  constructor(
    private readonly host: Host,
    private readonly source: ListSource<Row>,
  ) {
    host.addController(this);
    new UrlStateController(host);
    new LiveController(host, () => this.#refresh());
  }

  hostUpdate(): void {
    const wanted = JSON.stringify(this.source.params());
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    void this.load();
  }

  /** Whether there is nothing at all, and nothing was asked for but everything. */
  get bare(): boolean {
    return !this.loading && !this.error && this.rows.length === 0 && !urlState.get('q') && !urlState.get('since');
  }

  /** How many rows there are, as far as they are loaded. */
  get count(): string {
    return this.loading && this.rows.length === 0 ? '' : plural(this.rows.length, this.source.noun) + (this.next ? '+' : '');
  }

  async load(): Promise<void> {
    const signal = this.#request.next();
    this.loading = true;
    try {
      const { rows, next } = await this.source.page(this.source.params(), signal);
      this.next = next;
      this.error = undefined;
      this.#arrange(rows);
    } catch (error) {
      if (wasAborted(error)) return;
      this.error = error;
    }
    this.loading = false;
    this.host.requestUpdate();
  }

  more = async (): Promise<void> => {
    try {
      const { rows, next } = await this.source.page({ ...this.source.params(), cursor: this.next }, this.#request.signal);
      this.next = next;
      this.#arrange([...this.rows, ...this.#unknown(rows)]);
    } catch (error) {
      if (!wasAborted(error)) this.error = error;
    }
    this.host.requestUpdate();
  };

  /** Shows what waits. */
  settle = (): void => {
    this.#arrange([...this.waiting, ...this.rows]);
    this.host.requestUpdate();
  };

  async #refresh(): Promise<void> {
    const { rows } = await this.source.page(this.source.params(), this.#request.signal);
    const fresh = new Map(rows.map((row) => [this.source.id(row), row]));
    this.rows = this.rows.map((row) => fresh.get(this.source.id(row)) ?? row);
    this.waiting = this.#unknown(rows);
    this.error = undefined;
    const list = this.host.renderRoot.querySelector('.list');
    if (this.rows.length === 0 || !(list?.matches(':hover') || (list && list.scrollTop > 0))) this.settle();
    else this.host.requestUpdate();
  }

  #unknown(rows: Row[]): Row[] {
    const known = new Set(this.rows.map((row) => this.source.id(row)));
    return rows.filter((row) => !known.has(this.source.id(row)));
  }

  #arrange(rows: Row[]): void {
    this.rows = rows;
    this.waiting = [];
    this.source.arranged?.(rows);
  }

  /** The list, and what is to be said of it above and below. */
  render(rows: () => unknown): TemplateResult {
    const { noun } = this.source;
    const empty = this.rows.length === 0;
    return html`<div class="list" @pointerleave=${this.settle}>
      <div class="pill">
        ${this.waiting.length ? html`<button class="button first" @click=${this.settle}>↑ ${plural(this.waiting.length, `new ${noun}`)}</button>` : nothing}
      </div>
      ${this.error ? failureNotice(this.error, () => this.load(), empty ? '' : 'What is below is as it was before.') : nothing}
      ${this.loading && empty ? skeleton(14) : rows()}
      ${!this.loading && !this.error && empty ? html`<p class="none">No ${noun} matches. <button class="button" @click=${() => urlState.set({ q: null, since: null })}>Show all</button></p>` : nothing}
      ${this.next ? html`<button class="button more" @click=${this.more}>Older ${noun}s</button>` : nothing}
    </div>`;
  }
}
