import { css, html, type TemplateResult } from 'lit';
import type { PlanState } from '../../../server/api/patrol-plans/schema.ts';
import { icon } from '../../elements/icon.ts';
import type { Messages } from '../../locales/index.ts';

const icons = { draft: 'edit', issued: 'send', withdrawn: 'undo' } as const;

/** How far a plan is, as a drawing and a word. */
export function stateMark(state: PlanState, words: Messages): TemplateResult {
  return html`<span class="state ${state}">${icon(icons[state])}${words.planning.state[state]}</span>`;
}

/** Looks of the mark. */
export const stateMarkStyles = css`
  .state {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding-inline: var(--space-2);
    border: 1px solid var(--rule);
    border-radius: 0.75rem;
    font-size: var(--type-1);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .state.issued {
    border-color: var(--indigo);
    color: var(--indigo);
  }
  .state.withdrawn {
    text-decoration: line-through;
  }
`;
