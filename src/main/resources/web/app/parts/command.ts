import { css, html, type TemplateResult } from 'lit';
import './copy-button';

export const commands = css`
  .command {
    display: flex;
    gap: 12px;
    align-items: start;
    justify-content: space-between;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 8px 12px;
    font: var(--small) var(--mono);
  }
  .command clew-copy-button {
    flex: none;
  }
  .command pre {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: inherit;
  }
`;

/** A command to copy. */
export function command(text: string): TemplateResult {
  return html`<div class="command">
    <pre>${text}</pre>
    <clew-copy-button .value=${text} label="the command"></clew-copy-button>
  </div>`;
}
