import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../api/client';
import { live } from '../api/live';
import { PollController } from '../api/poll';
import '../filter/filter-box';
import { count, plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { Keys } from '../frame/keys';
import { commands } from '../parts/command';
import { EventController } from '../parts/event-controller';
import type { FilterEvent } from '../parts/events';
import { guarded } from '../parts/guarded';
import { failureNotice, skeleton } from '../parts/notice';
import { notices } from '../parts/notice-styles';
import { RowCursor } from '../parts/rows';
import { base, controls } from '../parts/styles';
import { runList } from '../runs/styles';
import { urlState, UrlStateController } from '../url-state';
import { EMPTY } from './empty-states';
import { FLEET_FIELDS, startOf } from './fleet-filter';
import { partHref } from './fleet-links';
import { type Part, partsOf } from './fleet-parts';
import { FleetSource } from './fleet-source';
import { fleetStyles } from './fleet-styles';
import { replicaGrid } from './replica-styles';

const EVERY_MILLIS = 1000;
/** Rows of jobs and of the audit log beside the other parts, and on their own. */
const BESIDE = 12;
const ALONE = 200;
/** The server lists no more jobs. */
const MOST_JOBS = 1000;

/** The fleet, as it stands now: deployments with their replicas, nodes, jobs and the audit log. Nothing here changes anything. */
export class FleetView extends LitElement {
  static properties = { section: {} };
  static styles = [base, controls, notices, commands, runList, replicaGrid, fleetStyles];
  /** What the address names below `/fleet`. */
  declare section: string;
  #source = new FleetSource();
  #parts = partsOf(this.#source);
  #question = '';
  #since = '';
  #poll = new PollController(this, EVERY_MILLIS, (signal) => this.#source.look(this.#jobs, signal));

  constructor() {
    super();
    this.section = '';
    new UrlStateController(this, () => this.#source.fleet && this.#poll.now());
    new EventController(this, (render) => [this.#source.on('change', render), live.on('state', this.#follow)]);
    new Keys(this, { ...new RowCursor(this, 'a.open').keys, Escape: () => this.#up() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#since = urlState.get('since');
    this.#source.follow(this.#since);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#source.unfollow();
  }

  search(): void {
    this.renderRoot.querySelector<HTMLElement>('clew-filter-box')?.focus();
  }

  /** The part that is shown alone; empty for all of them. */
  get #only(): string {
    return this.#parts.some((part) => part.name === this.section) ? this.section : '';
  }

  /** How many jobs to ask for. */
  get #jobs(): number {
    if (urlState.get('q') || urlState.get('since')) return MOST_JOBS;
    return Math.min(MOST_JOBS, (this.#only === 'jobs' ? this.#most : BESIDE) + 1);
  }

  get #most(): number {
    return this.#only ? Math.max(ALONE, Number(urlState.get('limit')) || 0) : BESIDE;
  }

  /** The audit log is not followed while the page is paused, and again from another time on when the range is another. */
  #follow = (): void => {
    const since = urlState.get('since');
    if (live.state === 'paused' && this.#source.heard) this.#source.unfollow();
    else if (!this.#source.follows || since !== this.#since) this.#source.follow(since);
    this.#since = since;
  };

  #up(): boolean | void {
    if (urlState.get('q')) urlState.set({ q: null }, true);
    else if (this.#only) urlState.go(partHref(''));
    else return false;
  }

  protected override willUpdate(): void {
    if (this.#since !== urlState.get('since')) this.#follow();
    const filter = urlState.get('q');
    const question = `${this.#only} ${location.search}`;
    const still = question === this.#question && (this.renderRoot as ParentNode).querySelector('.list:hover') !== null;
    this.#question = question;
    const from = startOf(this.#since, Date.now());
    for (const part of this.#parts) {
      const limited = part.name === 'jobs' || part.name === 'audit' || this.#only !== '';
      part.take({ filter, from, most: limited ? this.#most : Number.MAX_SAFE_INTEGER, still });
    }
  }

  protected override render(): TemplateResult {
    const source = this.#source;
    if (source.missing) return html`<div>${failureNotice(source.error, () => this.#poll.now())}</div>`;
    return html`<div class="bar-above">
        <clew-filter-box
          .value=${urlState.get('q')}
          .fields=${FLEET_FIELDS}
          placeholder="Filter: text, state:failed, node:web-1, service:api"
          @filter=${({ filter }: FilterEvent) => urlState.set({ q: filter })}
        ></clew-filter-box>
        <span class="summary cut" role="status">${this.#summary()}</span>
      </div>
      <nav class="parts" aria-label="Parts of the fleet">
        ${[undefined, ...this.#parts].map(
          (part) =>
            html`<a href=${partHref(part?.name ?? '')} aria-current=${this.#only === (part?.name ?? '') ? 'page' : nothing}
              >${part?.title ?? 'All'}</a
            >`,
        )}
      </nav>
      <div class="list" @pointerleave=${() => this.requestUpdate()}>${this.#notice()}${source.fleet ? this.#sections() : this.#loading()}</div>`;
  }

  #loading(): TemplateResult | typeof nothing {
    return this.#source.error ? nothing : skeleton(14);
  }

  /** That the server is gone says the page's banner. */
  #notice(): TemplateResult | typeof nothing {
    const { error, fleet } = this.#source;
    if (!error || (fleet && error instanceof ApiError && error.status === 0)) return nothing;
    return failureNotice(error, () => this.#poll.now(), fleet ? 'What is below is as it was before.' : '');
  }

  #summary(): TemplateResult | typeof nothing {
    const { fleet } = this.#source;
    if (!fleet) return nothing;
    if (!fleet.connected) return html`<span class="fail">✗ ${shortened(fleet.server, 60)} does not reach NATS</span>`;
    if (!fleet.leader) return html`<span class="warn">⚠ no server leads the fleet</span>`;
    return html`led by ${shortened(fleet.leader, 60)}`;
  }

  #sections(): TemplateResult {
    const parts = this.#only ? this.#parts.filter((part) => part.name === this.#only) : this.#parts;
    const asked = urlState.get('q') !== '';
    const shown = asked && !this.#only ? parts.filter((part) => part.found > 0) : parts;
    if (shown.length === 0) return this.#none('Nothing of the fleet matches.');
    return html`${repeat(
      shown,
      (part) => part.name,
      (part) => this.#section(part),
    )}`;
  }

  #section(part: Part): TemplateResult {
    const rows = part.shown;
    const asked = urlState.get('q') !== '' || this.#since !== '';
    return html`<section aria-label=${part.title} data-part=${part.name}>
      <h2>
        ${part.title}<span>${part.all ? part.figure() : ''}</span>
        ${part.waiting ? html`<button class="button first" @click=${this.#settle}>↑ ${plural(part.waiting, `new ${part.noun}`)}</button>` : nothing}
      </h2>
      <ul>
        ${repeat(
          rows,
          (row) => part.key(row),
          (row) => guarded(() => part.row(row)),
        )}
      </ul>
      ${rows.length === 0 ? (asked ? this.#none(`No ${part.noun} matches.`) : this.#empty(part)) : nothing}
      ${part.found > rows.length ? this.#more(part) : nothing}
    </section>`;
  }

  #empty(part: Part): TemplateResult {
    return part.name === 'audit' && !this.#source.heard ? skeleton(3) : EMPTY[part.name]!();
  }

  #more(part: Part): TemplateResult {
    if (!this.#only) return html`<a class="button more" href=${partHref(part.name)}>All ${part.noun}s</a>`;
    const more = () => urlState.set({ limit: String(this.#most + ALONE) });
    return html`<button class="button more" @click=${more}>More ${part.noun}s than these ${count(part.shown.length)}</button>`;
  }

  #none(what: string): TemplateResult {
    const all = () => urlState.set({ q: null, since: null }, true);
    return html`<p class="none">${what} <button class="button" @click=${all}>Show all</button></p>`;
  }

  /** What waits is shown, wherever the pointer is. */
  #settle = (): void => {
    this.#question = '';
    this.requestUpdate();
  };
}
customElements.define('clew-fleet-view', FleetView);
