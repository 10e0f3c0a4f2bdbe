import { css, html, LitElement } from 'lit';
import { get } from '../api/client';
import type { Status } from '../api/types';
import { base } from '../parts/styles';
import { command, commands } from '../parts/command';

/** What to do when nothing has been sent yet. */
export class FirstRun extends LitElement {
  static properties = { endpoint: { state: true } };
  static styles = [
    base,
    commands,
    css`
      section {
        max-width: 680px;
        margin: 8vh auto;
        padding: 0 var(--edge);
        display: grid;
        gap: 10px;
      }
      h2 {
        font-size: 20px;
        font-weight: 600;
      }
      h3 {
        font-weight: 600;
        margin-top: 14px;
      }
    `,
  ];
  declare endpoint: string;

  constructor() {
    super();
    this.endpoint = `http://${location.hostname}:4317`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    get<Status>('/status').then(
      (status) => (this.endpoint = status.otlp?.[0] ?? this.endpoint),
      () => undefined,
    );
  }

  protected override render() {
    return html`<section>
      <h2>No runs yet. Send the first one.</h2>
      <p class="muted">It shows here by itself, while it runs.</p>
      <h3>With Clew</h3>
      ${command(`OTEL_EXPORTER_OTLP_ENDPOINT=${this.endpoint} clew --debug run -- make test`)}
      <h3>With any OpenTelemetry SDK</h3>
      ${command(`export OTEL_EXPORTER_OTLP_ENDPOINT=${this.endpoint}\nexport OTEL_RESOURCE_ATTRIBUTES=parallax.run.id=$(uuidgen)`)}
      <p class="muted">
        What shares a <span class="mono">parallax.run.id</span>, <span class="mono">cli.invocation.id</span>,
        <span class="mono">cicd.pipeline.run.id</span> or <span class="mono">session.id</span> is one run; what has none is
        grouped by trace.
      </p>
    </section>`;
  }
}

customElements.define('clew-first-run', FirstRun);
