import { ChooseSpanEvent } from '../parts/events';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { get, Latest } from '../api/client';
import type { SpanDetail } from '../api/types';
import { count } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { duration, nanos } from '../format/duration';
import { EventController } from '../parts/event-controller';
import { stateSign, stateWord } from '../parts/state';
import { base, controls } from '../parts/styles';
import { runHref, urlState } from '../url-state';
import { chainStyles } from './chain-styles';
import type { RunModel } from './run-model';

/** So many traces of a long chain are shown on each side of the one that one is in. */
const AROUND = 12;
/** So many are offered where a chain forks. */
const FORKS = 40;

/** A span of another run that the chain goes on with. */
interface Away {
  traceId: string;
  spanId: string;
  run: string;
  name: string;
  state?: string;
  seconds?: number;
}

/**
 * The linked traces that the chosen span is in, or the run's command, as a chain to walk: back to what its root is linked to, and on
 * to what is linked to it. At its ends it leads into other runs. Fires [ChooseSpanEvent].
 */
export class TraceChain extends LitElement {
  static properties = { model: { attribute: false }, span: { type: Number }, origins: { state: true }, followers: { state: true } };
  static styles = [base, controls, chainStyles];
  declare model: RunModel;
  declare span: number;
  declare origins: Away[];
  declare followers: Away[];
  #chain: number[] = [];
  #at = -1;
  #ends = '';
  #request = new Latest();

  constructor() {
    super();
    new EventController(this, (render) => [this.model.on('change', render)]);
    this.span = -1;
    this.origins = [];
    this.followers = [];
  }

  /** Goes along the chain; says whether there is something that way. */
  walk(by: 1 | -1): boolean {
    const next = this.#chain[this.#at + by];
    const away = (by < 0 ? this.origins : this.followers)[0];
    if (next !== undefined) this.#choose(next);
    else if (away) urlState.go(hrefOf(away));
    return next !== undefined || away !== undefined;
  }

  protected override willUpdate(): void {
    const { table, tree } = this.model;
    const { traces } = tree;
    const chosen = this.span >= 0 ? this.span : tree.main;
    let trace = chosen < 0 ? -1 : table.trace[chosen]!;
    if (this.span < 0 && trace >= 0 && traces.linked && traces.chain(trace).length < 2) trace = traces.longest;
    this.#chain = trace < 0 ? [] : traces.chain(trace);
    this.#at = this.#chain.indexOf(trace);
    const [first, last] = [this.#chain[0], this.#chain.at(-1)];
    const ends = first === undefined ? '' : `${this.#address(first)} ${this.#address(last!)}`;
    if (ends !== this.#ends) {
      this.#ends = ends;
      this.origins = this.followers = [];
      if (first !== undefined) void this.#askForEnds(first, last!);
    }
    this.hidden = this.#chain.length + this.origins.length + this.followers.length < 2;
  }

  /** Where the root of a trace is found, once it has ended. */
  #address(trace: number): string {
    const { table, tree } = this.model;
    const root = tree.traces.root(trace);
    return table.open(root) ? '' : `/spans/${table.traces[trace]}/${table.id[root]}`;
  }

  /** What the ends of the chain are linked to in other runs. */
  async #askForEnds(first: number, last: number): Promise<void> {
    const signal = this.#request.next();
    const [from, to] = [this.#address(first), this.#address(last)];
    const ask = (path: string) => (path ? get<SpanDetail>(path, {}, signal) : Promise.resolve(undefined));
    try {
      const start = ask(from);
      const [head, tail] = await Promise.all([start, to === from ? start : ask(to)]);
      this.origins = (head?.linkedRuns ?? []).filter((each) => this.#isAway(each)).map((each) => ({ ...each, name: each.rootName }));
      this.followers = (tail?.linkedFrom ?? [])
        .filter((each) => this.#isAway(each))
        .map((each) => ({ ...each, seconds: each.durationSeconds }));
    } catch {
      return; // the run's own traces are there, and a span's panel says what it is linked to
    }
  }

  #isAway({ traceId, run }: { traceId: string; run: string }): boolean {
    return run !== '' && this.model.table.place(traceId) === undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.hidden) return nothing;
    const from = Math.max(0, this.#at - AROUND);
    const to = Math.min(this.#chain.length, this.#at + AROUND + 1);
    return html`<nav aria-label="Linked traces">
      <ol>
        ${this.origins.length && from === 0 ? html`<li>${this.#away(this.origins)}</li>` : nothing}
        ${from > 0 ? html`<li>${this.#more(this.#chain[from - 1]!, `${from} before`)}</li>` : nothing}
        ${this.#chain.slice(from, to).map((trace, k) => html`<li>${this.#step(trace, from + k)}</li>`)}
        ${to < this.#chain.length ? html`<li>${this.#more(this.#chain[to]!, `${this.#chain.length - to} after`)}</li>` : nothing}
        ${this.followers.length && to === this.#chain.length ? html`<li>${this.#away(this.followers)}</li>` : nothing}
      </ol>
    </nav>`;
  }

  #step(trace: number, at: number): TemplateResult {
    const forks = this.model.tree.traces.next[trace]!.filter((each) => each !== this.#chain[at + 1]);
    return html`${this.#button(trace, this.span >= 0 && at === this.#at)}${forks.length ? this.#menu(forks.length, forks.slice(0, FORKS).map((each) => this.#button(each, false))) : nothing}`;
  }

  #button(trace: number, current: boolean): TemplateResult {
    const { table, tree } = this.model;
    const root = tree.traces.root(trace);
    const state = table.state(root);
    const name = named(table.name[root], 60);
    const begin = table.begin(root);
    const words = `${name}, ${stateWord(state)}, ${nanos(table.took(root))}, starts at ${begin === undefined ? '–' : `+${nanos(begin)}`}`;
    return html`<button
      class="step"
      aria-current=${current ? 'true' : nothing}
      aria-label=${words}
      title=${words}
      @click=${() => this.#choose(trace)}
    >
      ${stateSign(state)}<span class="cut">${name}</span><span class="muted">${nanos(table.took(root))}</span>
    </button>`;
  }

  #more(trace: number, words: string): TemplateResult {
    return html`<button class="step muted" @click=${() => this.#choose(trace)}>⋯ ${words}</button>`;
  }

  #away(all: Away[]): TemplateResult {
    const [first, ...others] = all;
    return html`${this.#link(first!)}${others.length ? this.#menu(others.length, others.slice(0, FORKS).map((each) => this.#link(each))) : nothing}`;
  }

  #link(away: Away): TemplateResult {
    const name = named(away.name, 60);
    return html`<a class="step" href=${hrefOf(away)} title="${name}, in run ${away.run}">
      ${away.state ? stateSign(away.state) : nothing}<span class="cut">${name}</span
      ><span class="muted">${away.seconds === undefined ? '' : `${duration(away.seconds)} · `}run ${shortened(away.run.slice(0, 8))}</span>
    </a>`;
  }

  /** The other ways on, on demand. */
  #menu(all: number, items: TemplateResult[]): TemplateResult {
    return html`<details
      @focusout=${(event: FocusEvent) => {
        const details = event.currentTarget as HTMLDetailsElement;
        if (!details.contains(event.relatedTarget as Node | null)) details.open = false;
      }}
    >
      <summary aria-label="${count(all)} more linked traces">+${count(all)}</summary>
      <div class="menu">
        ${items}${all > items.length ? html`<p class="muted">and ${count(all - items.length)} more</p>` : nothing}
      </div>
    </details>`;
  }

  /** The trace that one is in stays in sight. */
  protected override updated(): void {
    const list = this.renderRoot.querySelector('ol');
    const current = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    if (!list || !current) return;
    const [from, to] = [current.offsetLeft, current.offsetLeft + current.offsetWidth];
    if (from < list.scrollLeft) list.scrollLeft = from - 40;
    else if (to > list.scrollLeft + list.clientWidth) list.scrollLeft = to - list.clientWidth + 40;
  }

  #choose(trace: number): void {
    this.dispatchEvent(new ChooseSpanEvent(this.model.tree.traces.root(trace)));
  }
}

function hrefOf({ run, traceId, spanId }: Away): string {
  return runHref(run, { span: `${traceId}:${spanId}` });
}
customElements.define('clew-trace-chain', TraceChain);
