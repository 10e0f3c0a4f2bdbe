import { html, type TemplateResult } from 'lit';

/** What a record shows as; where it cannot be shown, words that say so. One odd record spoils no other. */
export function guarded(show: () => TemplateResult): TemplateResult {
  try {
    return show();
  } catch (error) {
    console.error(error);
    return html`<span class="fail" role="note" title=${String(error)}>This record cannot be shown.</span>`;
  }
}
