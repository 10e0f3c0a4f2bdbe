import type { FilterEvent } from '../parts/events';
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { urlState } from '../url-state';
import { get } from '../api/client';
import { live } from '../api/live';
import type { Run } from '../api/types';
import '../filter/filter-box';
import { params, RUN_FIELDS } from '../filter/grammar';
import { Keys } from '../frame/keys';
import { ListController } from '../parts/list-controller';
import { notices } from '../parts/notice-styles';
import { RowCursor } from '../parts/rows';
import { base, controls } from '../parts/styles';
import './first-run';
import { runRow } from './run-row';
import { RunTimes, type Section, sectionsOf } from './run-sections';
import { runList } from './styles';
import { guarded } from '../parts/guarded';

const PAGE = 60;

/** All runs: newest first, by day, those that go on at the top. */
export class RunsView extends LitElement {
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
  #sections: Section[] = [];
  #times = new RunTimes();
  #list = new ListController<Run>(this, {
    noun: 'run',
    params: () => ({ since: urlState.get('since') || undefined, ...params(urlState.get('q'), RUN_FIELDS) }),
    page: async (wanted, signal) => {
      const { runs = [], next } = await get<{ runs?: Run[]; next?: string }>('/runs', { ...wanted, limit: PAGE }, signal);
      this.#times.received(runs);
      return { rows: runs, next };
    },
    id: (run) => run.id,
    arranged: (runs) => (this.#sections = sectionsOf(runs)),
  });
  #timer?: ReturnType<typeof setInterval>;
  #rows = new RowCursor(this, 'a.open');

  constructor() {
    super();
    new Keys(this, {
      ...this.#rows.keys,
      Escape: () => (this.#chosen.length ? urlState.set({ compare: null }) : false),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => live.state === 'live' && this.#list.rows.some((run) => run.state === 'running') && this.requestUpdate(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  protected override render() {
    const filter = urlState.get('q');
    const chosen = this.#chosen;
    const list = this.#list;
    if (list.bare) return html`<clew-first-run></clew-first-run>`;
    const failed = list.rows.filter((run) => run.state === 'failed').length;
    return html`<div class="bar-above">
        <clew-filter-box
          .value=${filter}
          .fields=${RUN_FIELDS}
          placeholder="Filter: text, state:failed, branch:main, duration>10s"
          @filter=${({ filter }: FilterEvent) => urlState.set({ q: filter })}
        ></clew-filter-box>
        <span class="summary" role="status"
          >${list.count}${failed ? html`, <span class="fail">${failed} failed</span>` : nothing}</span
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
      ${list.render(() => this.#days())}`;
  }

  #days() {
    const chosen = this.#chosen;
    const runs = new Map(this.#list.rows.map((run) => [run.id, run]));
    const longest = Math.max(0.001, ...this.#list.rows.map((run) => this.#times.seconds(run) ?? 0));
    return repeat(
      this.#sections,
      (section) => section.title,
      (section) =>
        html`<section aria-label=${section.title}>
          <h2>${section.title}<span>${section.runs.length}</span></h2>
          <ul>
            ${repeat(
              section.runs,
              (id) => id,
              (id) => {
                const run = runs.get(id)!;
                return guarded(() =>
                  runRow(run, { longest, seconds: this.#times.seconds(run), checked: chosen.includes(id), check: this.#check }),
                );
              },
            )}
          </ul>
        </section>`,
    );
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
    const start = (id: string) => this.#list.rows.find((run) => run.id === id)?.startTime ?? '';
    const [a, b] = [...this.#chosen].sort((x, y) => (start(x) < start(y) ? -1 : 1));
    urlState.go(urlState.href('/compare', { a, b }));
  };
}
customElements.define('clew-runs-view', RunsView);
