import { css, html, nothing, type TemplateResult } from 'lit';
import { count, plural } from '../format/amount';
import { named, plain, shortened } from '../format/ansi';
import type { ChatMessage, Part } from './messages';

const FIRST = 4;
const LAST = 36;
/** Characters of a part. */
const MOST = 20_000;

/** What was asked and answered, by role; of a long conversation the beginning and the end. */
export function messageList(all: ChatMessage[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const hidden = Math.max(0, all.length - FIRST - LAST);
  return html`<h3>Messages <span>${count(all.length)}</span></h3>
    <ol class="messages">
      ${all.slice(0, hidden ? FIRST : all.length).map(message)} ${hidden ? html`<li class="muted">${plural(hidden, 'message')} in between</li>` : nothing}
      ${hidden ? all.slice(-LAST).map(message) : nothing}
    </ol>`;
}

function message({ role, parts, finish }: ChatMessage): TemplateResult {
  const known = ['system', 'user', 'assistant', 'tool', 'call'].includes(role) ? role : 'other';
  return html`<li class="message ${known}">
    <div class="role"><strong>${named(role, 40)}</strong>${finish ? html`<span class="muted">${shortened(finish, 40)}</span>` : nothing}</div>
    ${parts.slice(0, 100).map(part)}${parts.length > 100 ? html`<p class="muted">${plural(parts.length - 100, 'more part')}</p>` : nothing}
  </li>`;
}

const KINDS: Record<Part['kind'], string> = { text: '', reasoning: 'reasoning', call: 'calls', result: 'result of', other: '' };

function part({ kind, name, text }: Part): TemplateResult {
  const head = [KINDS[kind], name ? named(name, 100) : ''].filter(Boolean).join(' ');
  const shown = plain(text);
  return html`${head ? html`<div class="part-head">${head}</div>` : nothing}
    <pre class=${kind} dir="auto">${shown.slice(0, MOST)}</pre>
    ${shown.length > MOST ? html`<p class="muted">and ${count(shown.length - MOST)} more characters</p>` : nothing}`;
}

export const messageStyles = css`
  .messages {
    display: grid;
    gap: 8px;
  }
  .message {
    border-left: 3px solid var(--line-strong);
    padding-left: 8px;
    min-width: 0;
  }
  .message.user {
    border-color: var(--accent);
  }
  .message.assistant {
    border-color: var(--hue-1);
  }
  .message.tool,
  .message.call {
    border-color: var(--hue-2);
  }
  .role {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    font-size: var(--small);
  }
  .part-head {
    margin-top: 4px;
    font: var(--small) var(--mono);
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .message pre {
    margin: 2px 0 0;
    font: var(--small)/1.45 var(--sans);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 22em;
    overflow-y: auto;
  }
  .message pre.call,
  .message pre.result,
  .message pre.other {
    font-family: var(--mono);
    background: var(--raised);
    border-radius: 3px;
    padding: 4px 6px;
  }
  .message pre.reasoning {
    color: var(--muted);
    font-style: italic;
  }
`;
