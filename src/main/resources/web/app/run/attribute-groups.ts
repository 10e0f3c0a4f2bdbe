import { html, nothing, type TemplateResult } from 'lit';
import { named, plain, shortened } from '../format/ansi';
import { byNamespace, type Pair } from './attributes';

/** Attributes by namespace; a value is copied by selecting it. */
export function groups(all: Pair[]): TemplateResult[] {
  return byNamespace(all).map(
    ([namespace, each]) =>
      html`${namespace ? html`<h4>${shortened(namespace, 60)}</h4>` : nothing}
        <dl>
          ${each.map(
            ([key, value]) =>
              html`<dt>${named(namespace ? key.slice(namespace.length + 1) : key)}</dt>
                <dd dir="auto">${plain(value).slice(0, 20_000)}</dd>`,
          )}
        </dl>`,
  );
}
