import { directive, Directive, type ElementPart } from 'lit/directive.js';

/** A bar that resizes the band below it, by pointer and by arrow keys; the height is a custom property of their parent. */
class Splitter extends Directive {
  #bar?: HTMLElement;

  render(_property: string): void {}

  override update(part: ElementPart, [property]: [string]): void {
    if (this.#bar) return;
    const bar = (this.#bar = part.element as HTMLElement);
    const kept = localStorage.getItem(`clew.height${property}`);
    if (kept) queueMicrotask(() => bar.parentElement?.style.setProperty(property, kept));
    const set = (height: number) => {
      const value = `${Math.round(Math.max(24, Math.min(height, bar.parentElement!.clientHeight - 160)))}px`;
      bar.parentElement!.style.setProperty(property, value);
      localStorage.setItem(`clew.height${property}`, value);
    };
    const height = () => (bar.nextElementSibling as HTMLElement).offsetHeight;
    bar.addEventListener('pointerdown', (down) => {
      const before = height();
      bar.setPointerCapture(down.pointerId);
      const move = (event: PointerEvent) => set(before + down.clientY - event.clientY);
      bar.addEventListener('pointermove', move);
      bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
    });
    bar.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      set(height() + (event.key === 'ArrowUp' ? 24 : -24));
      event.preventDefault();
      event.stopPropagation();
    });
  }
}

export const splitter = directive(Splitter);
