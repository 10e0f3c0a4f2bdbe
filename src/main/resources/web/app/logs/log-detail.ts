import { css, html, nothing, type TemplateResult } from 'lit';
import type { Log } from '../api/types';
import { named, plain, shortened } from '../format/ansi';
import { pairsOf } from '../run/attributes';
import { UNKNOWN } from '../format/time';
import { runHref } from '../url-state';
import { wholeText } from './log-line';

/** Everything about one record, and the way to its run. */
export function logDetail(log: Log, close: () => void): TemplateResult {
  const facts = Object.entries({
    time: log.time ?? UNKNOWN,
    level: log.level,
    service: log.service,
    subsystem: log.subsystem,
    stream: log.stream,
    event: log.eventName,
    trace: log.traceId,
    span: log.spanId,
  });
  return html`<aside aria-label="The chosen line">
    <div class="line">
      <h2 class="grow">Record</h2>
      <button class="plain" @click=${close} title="Close (Esc)">× close</button>
    </div>
    ${log.run ? html`<p><a class="button" href=${runHref(log.run, { span: log.spanId || undefined })}>Open its run</a></p>` : log.traceId ? html`<p><a class="button" href="/traces/${log.traceId}">Open its trace</a></p>` : nothing}
    <pre dir="ltr">${plain(wholeText(log)).slice(0, 20_000)}</pre>
    <dl>
      ${facts
        .filter(([, value]) => value)
        .map(
          ([key, value]) =>
            html`<dt>${key}</dt>
              <dd>${shortened(value!, 300)}</dd>`,
        )}
      ${pairsOf(log.attributes).map(
        ([key, value]) =>
          html`<dt>${named(key, 200)}</dt>
            <dd>${plain(value).slice(0, 4000)}</dd>`,
      )}
    </dl>
  </aside>`;
}

export const logDetailStyles = css`
  aside {
    width: 360px;
    flex: none;
    overflow-y: auto;
    padding: 12px 14px;
    border-left: 1px solid var(--line);
    display: grid;
    gap: 10px;
    align-content: start;
  }
  aside h2 {
    font-weight: 600;
  }
  aside pre {
    margin: 0;
    font: var(--small)/1.5 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background: var(--raised);
    padding: 8px 10px;
    border-radius: 4px;
    max-height: 40vh;
    overflow: auto;
  }
  aside dl {
    display: grid;
    grid-template-columns: minmax(70px, 34%) minmax(0, 1fr);
    gap: 1px 10px;
    font-size: var(--small);
  }
  aside dt {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  aside dd {
    font-family: var(--mono);
    overflow-wrap: anywhere;
  }
  aside .button {
    text-decoration: none;
  }
  @media (max-width: 640px) {
    aside {
      width: auto;
      max-height: 45%;
      border-left: 0;
      border-top: 1px solid var(--line-strong);
    }
  }
`;
