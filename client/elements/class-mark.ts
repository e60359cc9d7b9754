import { css, html, type TemplateResult } from 'lit';
import type { DataClass } from '../../server/api/register/schema.ts';

// Named here once more, and checked by the compiler, so that the browser need not load zod.
const named: Record<DataClass, true> = { public: true, internal: true, personal: true, sensitive: true };

/** The classes of data, from what anybody may see. */
export const dataClassOrder = Object.keys(named) as readonly DataClass[];

/** The mark of a class: a square that is the fuller, the more it is guarded. */
export function classMark(name: DataClass): TemplateResult {
  return html`<i class="class-mark ${name}" aria-hidden="true"></i>`;
}

/** Looks of `classMark`. */
export const classMarkStyles = css`
  .class-mark {
    display: inline-block;
    flex: none;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 1.5px solid var(--ink-soft);
    forced-color-adjust: none;
  }
  .class-mark.internal {
    background: linear-gradient(to top, var(--ink-soft) 34%, transparent 34%);
  }
  .class-mark.personal {
    border-color: var(--accent);
    background: linear-gradient(to top, var(--accent) 67%, transparent 67%);
  }
  .class-mark.sensitive {
    border-color: var(--accent);
    background: var(--accent);
  }
`;
