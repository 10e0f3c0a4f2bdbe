import { directive, Directive, type ElementPart, PartType, type PartInfo } from 'lit/directive.js';

/**
 * Sets properties of an element's style, custom ones too, by script: the Content-Security-Policy lets no style attribute pass.
 * `<div ${inlineStyle({ left: '3px', '--hue': 'red' })}>`; undefined removes one.
 */
class InlineStyle extends Directive {
  #before: Record<string, string | undefined> = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('inlineStyle() stands in a tag');
  }

  render(_properties: Record<string, string | undefined>): void {}

  override update(part: ElementPart, [properties]: [Record<string, string | undefined>]): void {
    const style = (part.element as HTMLElement).style;
    for (const [name, value] of Object.entries(properties)) {
      if (this.#before[name] === value) continue;
      if (value === undefined) style.removeProperty(name);
      else style.setProperty(name, value);
    }
    this.#before = properties;
  }
}

export const inlineStyle = directive(InlineStyle);
export const percent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`;
