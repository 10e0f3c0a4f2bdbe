import { html, type TemplateResult } from 'lit';
import { command } from '../parts/command';

const STACK = `cat > stack.toml <<'END'
name = "web"
[services.greeter]
command = "echo up; exec sleep 600"
replicas = 2
END
clew apply stack.toml`;

function empty(what: string, how: string): TemplateResult {
  return html`<div class="empty">
    <p>${what}</p>
    ${command(how)}
  </div>`;
}

/** What to do where there is nothing yet. */
export const EMPTY: Record<string, () => TemplateResult> = {
  deployments: () => empty('Nothing is deployed. A stack of services is described in a file, and applied:', STACK),
  nodes: () => empty('No machine has joined. On each one that should:', `clew agent --server ${location.origin}`),
  jobs: () => empty('No job was submitted in the last seven days. Send a command to the machines:', 'clew job submit --target all -- uptime'),
  audit: () => empty('The audit log is empty.', 'clew audit'),
};
