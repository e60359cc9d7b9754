import { css, html, type TemplateResult } from 'lit';
import type { ImportState } from '../../../server/api/imports/schema.ts';
import { type IconName, icon } from '../../elements/icon.ts';
import type { Messages } from '../../locales/index.ts';

const signs: Record<ImportState, IconName> = {
  uploading: 'bringIn',
  read: 'edit',
  checked: 'audit',
  applied: 'check',
  undone: 'undo',
  failed: 'warning',
  discarded: 'trash',
};

/** How far a batch is, as a sign and a word. */
export function batchState(state: ImportState, { imports }: Messages): TemplateResult {
  return html`<span class="state ${state}">${icon(signs[state])}${imports.states[state]}</span>`;
}

/** Looks of it. */
export const stateStyles = css`
  .state {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    white-space: nowrap;
  }
  .state.applied .icon {
    color: var(--jade);
  }
  .state.failed .icon {
    color: var(--cinnabar);
  }
  .state.undone,
  .state.discarded {
    color: var(--ink-soft);
  }
`;
