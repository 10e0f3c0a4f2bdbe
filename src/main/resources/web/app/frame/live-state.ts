import { css, html, LitElement } from 'lit';
import { live } from '../api/live';
import { three } from '../format/duration';
import { base, controls } from '../parts/styles';
import { EventController } from '../parts/event-controller';

/** Live or paused, with what arrives a second; a click changes it. */
export class LiveState extends LitElement {
  static styles = [
    base,
    controls,
    css`
      .dot {
        color: var(--accent);
      }
      .gone .dot {
        color: var(--fail);
      }
      .rate {
        color: var(--muted);
        min-width: 66px;
        text-align: right;
        font-size: var(--small);
      }
      button {
        position: relative;
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .word {
        min-width: 44px;
        text-align: left;
      }
      @media (max-width: 640px) {
        .rate {
          display: none;
        }
        /* Only screen readers have room for the word. */
        .word {
          position: absolute;
          width: 1px;
          min-width: 0;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
      }
    `,
  ];

  constructor() {
    super();
    new EventController(this, (render) => [live.on('state', render)]);
  }

  protected override render() {
    const state = live.state;
    const [sign, word] = {
      live: ['●', 'live'],
      paused: ['‖', 'paused'],
      gone: ['✗', 'offline'],
      connecting: ['◌', 'connecting'],
    }[state]!;
    const { spans, logs, points } = live.rates;
    const rate = spans + logs + points;
    const detail = `${three(spans)} spans, ${three(logs)} logs, ${three(points)} points a second`;
    return html`<button
      class="plain ${state}"
      aria-pressed=${state === 'paused'}
      title="${detail}. Click to ${state === 'paused' ? 'go on' : 'pause'}."
      @click=${() => live.pause(live.state !== 'paused')}
    >
      <span class="rate">${rate > 0 ? `${three(rate)}/s` : ''}</span>
      <span class="dot" aria-hidden="true">${sign}</span><span class="word">${word}</span>
    </button>`;
  }
}
customElements.define('clew-live-state', LiveState);
