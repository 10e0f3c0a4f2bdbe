import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { url } from '../api/client';
import { download } from '../api/download';
import type { RunDetail } from '../api/types';
import { plural } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { duration } from '../format/duration';
import { ago } from '../format/time';
import '../parts/copy-button';
import { stateSign } from '../parts/state';
import { base, controls } from '../parts/styles';
import type { RunModel } from './run-model';
import { EventController } from '../parts/event-controller';
import { urlState, segment } from '../url-state';

/** What the run was and how it ended, in a sentence; what one can take away from here. */
export class RunHeader extends LitElement {
  static properties = { model: { attribute: false } };
  static styles = [
    base,
    controls,
    css`
      header {
        padding: 10px var(--edge) 8px;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 16px;
        border-bottom: 1px solid var(--line);
      }
      h1 {
        display: flex;
        gap: 8px;
        align-items: baseline;
        font-size: 16px;
        min-width: 0;
      }
      h1 .mono {
        font-size: 15px;
        font-weight: 600;
      }
      .state {
        font-weight: 700;
      }
      .state.running {
        color: var(--accent);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        color: var(--muted);
        min-width: 0;
        max-height: 22px;
        overflow: hidden;
        align-items: center;
      }
      .outcome {
        color: var(--ink);
        font-weight: 600;
      }
      .outcome.failed {
        color: var(--fail);
      }
      .outcome.interrupted {
        color: var(--warn);
      }
      .actions {
        display: flex;
        gap: 6px;
        align-items: center;
        grid-row: 1 / span 2;
        grid-column: 2;
      }
      .actions clew-copy-button {
        flex: none;
        margin-right: 6px;
      }
      details {
        position: relative;
      }
      summary {
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .menu {
        position: absolute;
        right: 0;
        top: 30px;
        z-index: 12;
        background: var(--ground);
        border: 1px solid var(--line-strong);
        border-radius: 6px;
        padding: 4px;
        box-shadow: 0 6px 20px rgb(0 0 0 / 0.16);
      }
      .menu a {
        display: block;
        padding: 5px 12px;
        border-radius: 3px;
        white-space: nowrap;
      }
      .menu a:hover {
        background: var(--hover);
      }
      @media (max-width: 760px) {
        header {
          grid-template-columns: minmax(0, 1fr);
        }
        .actions {
          grid-column: 1;
          grid-row: auto;
          flex-wrap: wrap;
          margin-top: 4px;
        }
        .facts {
          max-height: none;
        }
        .menu {
          right: auto;
          left: 0;
        }
      }
    `,
  ];
  declare model: RunModel;

  constructor() {
    super();
    new EventController(this, (render) => [this.model.on('change', render)]);
  }

  protected override render(): TemplateResult {
    const { detail } = this.model;
    return html`<header>${detail ? this.#run(detail) : this.#trace()}</header>`;
  }

  #run(run: RunDetail): TemplateResult {
    const title = shortened(run.title || run.name || run.id);
    const resource = run.resource ?? {};
    const facts = [
      run.branch,
      run.ciJob,
      resource['vcs.ref.head.revision'] && String(resource['vcs.ref.head.revision']).slice(0, 8),
      resource['host.name'],
    ].filter(Boolean);
    const outcome = this.model.running ? `running${this.model.seconds === undefined ? '' : ` for ${duration(this.model.seconds)}`}` : (run.outcome ?? '');
    return html`<h1>${stateSign(run.state)}<span class="mono cut" title=${title}>${title}</span></h1>
      <div class="facts">
        <span class="outcome ${run.state}" role="status">${shortened(outcome, 300).replaceAll('`', '')}</span>
        <time datetime=${run.startTime ?? nothing} title=${run.startTime ?? nothing}>${ago(run.startTime)}</time>
        ${facts.map((fact) => html`<span class="cut">${shortened(String(fact), 80)}</span>`)}
        <span>${plural(run.counts.spans, 'span')}, ${plural(run.counts.logs, 'log line')}</span>
      </div>
      <div class="actions">
        <clew-copy-button .value=${`clew inspect ${shellWord(run.id)}`} label="clew inspect ${shortened(run.id)}"
          ><span class="mono">clew inspect ${shortened(run.id.slice(0, 8))}</span></clew-copy-button
        >
        ${run.previous ? html`<a class="button" href=${urlState.href('/compare', { a: run.previous.id, b: run.id })}>Compare with previous</a>` : nothing}
        ${this.#download(run)}
      </div>`;
  }

  #download(run: RunDetail): TemplateResult {
    const to = (words: string, signal?: string) =>
      html`<a href=${url(`/runs/${segment(run.id)}/export`, { signal })} download @click=${(event: Event) => void download(event, `${run.id.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.jsonl`)}>${words}</a>`;
    return html`<details>
      <summary class="button">Download ▾</summary>
      <div class="menu">
        ${to('Everything (OTLP JSON Lines)')} ${['traces', 'logs', 'metrics'].map((signal) => to(`Only ${signal}`, signal))}
      </div>
    </details>`;
  }

  #trace(): TemplateResult {
    const { table, tree, trace } = this.model;
    const failed = table.status.filter((status) => status === 2).length;
    const name = tree.main >= 0 ? named(table.name[tree.main]) : trace;
    return html`<h1>${stateSign(failed ? 'failed' : 'ok')}<span class="mono cut">${name}</span></h1>
      <div class="facts">
        <span class="outcome ${failed ? 'failed' : ''}"
          >${failed ? `${plural(failed, 'failed span')} in ` : 'took '}${duration(this.model.axis.end / 1e9)}</span
        >
        <span>${plural(table.size, 'span')}</span><span>${plural(new Set(table.service).size, 'service')}</span>
      </div>
      <div class="actions">
        <clew-copy-button .value=${trace} label="the trace id"><span class="mono">${trace.slice(0, 16)}</span></clew-copy-button>
      </div>`;
  }
}
/** A word as a POSIX shell takes it. */
function shellWord(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

customElements.define('clew-run-header', RunHeader);
