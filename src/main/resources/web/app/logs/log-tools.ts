import { html, type TemplateResult } from 'lit';
import { urlState } from '../url-state';

/** The buttons that say how log lines are shown. */
export function wrapAndFollow(following: boolean, follow: () => void): TemplateResult {
  const wrap = urlState.get('wrap');
  return html`<button class="button" aria-pressed=${wrap === '1'} @click=${() => urlState.set({ wrap: wrap ? null : '1' })}>
      Wrap
    </button>
    <button class="button" aria-pressed=${following} @click=${follow}>Follow</button>`;
}
