import { html, type TemplateResult } from 'lit';
import { ApiError } from '../api/client';

/** What failed, and how to try again. */
export function failureNotice(error: unknown, retry: () => void, kept = ''): TemplateResult {
  const api = error instanceof ApiError ? error : undefined;
  const text = error instanceof Error ? error.message : String(error);
  return html`<div class="notice" role="alert">
    <strong class="fail">✗ ${api?.code ? `${api.code}: ` : ''}${text}</strong>
    ${api?.advice ? html`<span class="muted">${api.advice}</span>` : ''} ${kept ? html`<span class="muted">${kept}</span>` : ''}
    <button class="button" @click=${retry}>Try again</button>
  </div>`;
}

/** Grey rows where something is about to be; the style sheet shows them after 150 ms. */
export function skeleton(rows: number): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label="Loading">
    ${Array.from({ length: rows }, () => html`<div class="bone"></div>`)}
  </div>`;
}
