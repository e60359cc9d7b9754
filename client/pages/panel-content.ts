import { html, type TemplateResult } from 'lit';
import '../elements/jw-area-panel.ts';
import '../elements/jw-building-panel.ts';
import '../elements/jw-household-panel.ts';
import '../elements/jw-incident-panel.ts';
import '../elements/jw-thing-panel.ts';
import type { Reference } from '../elements/reference.ts';
import type { Selection } from '../state/selection.ts';
import type { Detail } from './detail.ts';

/** The panel of a thing, by its kind. */
export function panelContent(detail: Detail, selection: Selection, reference: Reference): TemplateResult {
  switch (detail.kind) {
    case 'area':
      return html`<jw-area-panel .reference=${reference} .detail=${detail.data}></jw-area-panel>`;
    case 'building': {
      const { unit_no, floor } = selection.kind === 'building' ? selection : {};
      return html`<jw-building-panel
        .reference=${reference}
        .detail=${detail.data}
        .unit_no=${unit_no}
        .floor=${floor}
      ></jw-building-panel>`;
    }
    case 'household':
      return html`<jw-household-panel .reference=${reference} .detail=${detail.data}></jw-household-panel>`;
    case 'incident':
      return html`<jw-incident-panel .reference=${reference} .detail=${detail.data}></jw-incident-panel>`;
    default:
      return html`<jw-thing-panel .reference=${reference} .thing=${detail}></jw-thing-panel>`;
  }
}
