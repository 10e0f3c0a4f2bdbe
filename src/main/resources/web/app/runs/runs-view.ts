import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { urlState, UrlStateController } from '../url-state';
import { Latest, type Params, wasAborted } from '../api/client';
import { live, LiveController } from '../api/live';
import type { Run } from '../api/types';
import '../filter/filter-box';
import { params, RUN_FIELDS } from '../filter/grammar';
import { plural } from '../format/amount';
import { Keys } from '../frame/keys';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { RowCursor } from '../parts/rows';
import { base, controls } from '../parts/styles';
import './first-run';
import { runRow } from './run-row';
import { RunStore } from './run-store';
import { runList } from './styles';
import { guarded } from '../parts/guarded';

/** All runs: newest first, by day, those that go on at the top. */
export class RunsView extends LitElement {
  static properties = { loading: { state: true }, error: { state: true } };
  static styles = [
    base,
    controls,
    notices,
    runList,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
    `,
  ];
  declare loading: boolean;
  declare error: unknown;
  #store = new RunStore();
  #shown = '?';
  #request = new Latest();
  #timer?: ReturnType<typeof setInterval>;
  #rows = new RowCursor(this, 'a.open');

  constructor() {
    super();
    this.loading = true;
    new UrlStateController(this);
    new LiveController(this, () => this.#refresh());
    new Keys(this, {
      ...this.#rows.keys,
      Escape: () => (this.#chosen.length ? urlState.set({ compare: null }) : false),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#store.anyRunning && live.state === 'live' && this.requestUpdate(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  protected override willUpdate(): void {
    const wanted = JSON.stringify(this.#params);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    void this.#load();
  }

  protected override render() {
    const filter = urlState.get('q');
    const chosen = this.#chosen;
    const store = this.#store;
    if (!this.loading && !this.error && store.runs.size === 0 && !filter && !urlState.get('since'))
      return html`<clew-first-run></clew-first-run>`;
    const all = [...store.runs.values()];
    const failed = all.filter((run) => run.state === 'failed').length;
    return html`<div class="bar-above">
        <clew-filter-box
          .value=${filter}
          .fields=${RUN_FIELDS}
          placeholder="Filter: text, state:failed, branch:main, duration>10s"
          @filter=${(event: CustomEvent<string>) => urlState.set({ q: event.detail })}
        ></clew-filter-box>
        <span class="summary" role="status"
          >${this.loading && all.length === 0 ? '' : plural(all.length, 'run')}${store.next ? '+' : ''}${failed ? html`, <span class="fail">${failed} failed</span>` : nothing}</span
        >
        <span class="grow"></span>
        ${
          chosen.length
            ? html`<button
                class="button ${chosen.length === 2 ? 'first' : ''}"
                ?disabled=${chosen.length !== 2}
                @click=${this.#compare}
              >
                ${chosen.length === 2 ? 'Compare' : 'Compare with …'}
              </button>`
            : nothing
        }
      </div>
      <div class="list" @pointerleave=${this.#settle}>
        <div class="pill">
          ${store.held ? html`<button class="button first" @click=${this.#settle}>↑ ${plural(store.held, 'new run')}</button>` : nothing}
        </div>
        ${this.error ? failureNotice(this.error, () => this.#load(), all.length ? 'What is below is as it was before.' : '') : nothing}
        ${this.loading && all.length === 0 ? skeleton(14) : this.#sections()}
        ${!this.loading && !this.error && all.length === 0 ? html`<p class="none">No run matches. <button class="button" @click=${() => urlState.set({ q: null, since: null })}>Show all</button></p>` : nothing}
        ${store.next ? html`<button class="button more" @click=${this.#more}>Older runs</button>` : nothing}
      </div>`;
  }

  #sections() {
    const store = this.#store;
    const chosen = this.#chosen;
    const longest = Math.max(0.001, ...[...store.runs.values()].map((run) => store.seconds(run) ?? 0));
    return repeat(
      store.sections,
      (section) => section.title,
      (section) =>
        html`<section aria-label=${section.title}>
          <h2>${section.title}<span>${section.runs.length}</span></h2>
          <ul>
            ${repeat(
              section.runs,
              (id) => id,
              (id) => {
                const run = store.runs.get(id)!;
                return guarded(() =>
                  runRow(run, { longest, seconds: store.seconds(run), checked: chosen.includes(id), check: this.#check }),
                );
              },
            )}
          </ul>
        </section>`,
    );
  }

  get #params(): Params {
    return { since: urlState.get('since') || undefined, ...params(urlState.get('q'), RUN_FIELDS) };
  }

  get #chosen(): string[] {
    return urlState.get('compare').split(',').filter(Boolean);
  }

  #check = (run: Run, checked: boolean): void => {
    const others = this.#chosen.filter((id) => id !== run.id);
    urlState.set({ compare: (checked ? [...others, run.id].slice(-2) : others).join(',') });
  };

  /** The older of the two is what the newer is compared with. */
  #compare = (): void => {
    const start = (id: string) => this.#store.runs.get(id)?.startTime ?? '';
    const [a, b] = [...this.#chosen].sort((x, y) => (start(x) < start(y) ? -1 : 1));
    urlState.go(urlState.href('/compare', { a, b }));
  };

  async #load(): Promise<void> {
    const signal = this.#request.next();
    this.loading = true;
    try {
      await this.#store.load(this.#params, signal);
      this.error = undefined;
    } catch (error) {
      if (wasAborted(error)) return;
      this.error = error;
    }
    this.loading = false;
  }

  async #refresh(): Promise<void> {
    const list = this.renderRoot.querySelector('.list');
    await this.#store.refresh(this.#params, Boolean(list?.matches(':hover') || (list && list.scrollTop > 0)));
    this.error = undefined;
    this.requestUpdate();
  }

  #more = async (): Promise<void> => {
    await this.#store.more(this.#params).catch((error) => (this.error = error));
    this.requestUpdate();
  };

  #settle = (): void => {
    this.#store.settle();
    this.requestUpdate();
  };
}
customElements.define('clew-runs-view', RunsView);
