import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KeyMap } from '../frame/keys';

/** Which row of a list the keyboard is at; moves it and keeps it in sight. */
export class RowCursor implements ReactiveController {
  index = -1;
  /** To the next row, and to the next one that stands for a failure. */
  readonly keys: KeyMap = {
    j: () => this.move(1),
    k: () => this.move(-1),
    ArrowDown: () => this.move(1),
    ArrowUp: () => this.move(-1),
    ']': () => this.seek('[data-state=failed]', 1),
    '[': () => this.seek('[data-state=failed]', -1),
  };

  constructor(
    private readonly host: ReactiveControllerHost & { renderRoot: DocumentFragment | HTMLElement },
    private readonly rows: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  move(by: number): void {
    const all = this.all();
    if (all.length === 0) return;
    const at = all.findIndex((row) => row === this.focused());
    this.index = Math.max(0, Math.min(all.length - 1, (at >= 0 ? at : by > 0 ? -1 : all.length) + by));
    all[this.index]!.focus();
    all[this.index]!.scrollIntoView({ block: 'nearest' });
    this.host.requestUpdate();
  }

  /** To the next row, before or behind, that matches. */
  seek(selector: string, by: number): void {
    const all = this.all();
    const at = all.findIndex((row) => row === this.focused());
    for (let i = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by; i >= 0 && i < all.length; i += by) {
      if (all[i]!.matches(selector)) return void all[i]!.focus();
    }
  }

  private focused(): Element | null {
    return (this.host.renderRoot as ShadowRoot).activeElement;
  }

  private all(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>(this.rows)];
  }
}
