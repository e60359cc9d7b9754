import { noChange } from 'lit';
import { type AttributePart, Directive, directive, type PartInfo, PartType } from 'lit/directive.js';

/** Declarations by property name, custom properties too; null takes one away. */
type Declarations = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Sets an element's own declarations through the object model: `style=${styleOf({ '--share': '40%' })}`. Lit's `styleMap`
 * writes the attribute on the first render, which the page's content security policy refuses.
 */
class StyleOf extends Directive {
  #set: string[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ATTRIBUTE || part.name !== 'style')
      throw new Error('styleOf stands in the style attribute');
  }

  render(_declarations: Declarations): unknown {
    return noChange;
  }

  override update({ element }: AttributePart, [declarations]: [Declarations]): unknown {
    const { style } = element as HTMLElement;
    for (const name of this.#set) if (declarations[name] == null) style.removeProperty(name);
    const given = Object.entries(declarations).filter(([, value]) => value != null);
    for (const [name, value] of given) style.setProperty(name, String(value));
    this.#set = given.map(([name]) => name);
    return noChange;
  }
}

export const styleOf = directive(StyleOf);
