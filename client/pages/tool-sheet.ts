import { html, nothing, type TemplateResult } from 'lit';
import type { AreaSummary } from '../../server/api/wire.ts';
import '../elements/jw-help-sheet.ts';
import '../elements/jw-incident-list.ts';
import '../elements/jw-chain-tool.ts';
import '../elements/jw-layer-switcher.ts';
import '../elements/jw-measure-sheet.ts';
import type { Measured } from '../elements/jw-measure-sheet.ts';
import '../elements/jw-period.ts';
import '../elements/jw-print-sheet.ts';
import '../elements/jw-report-tool.ts';
import type { Reference } from '../elements/reference.ts';
import type { LayerContext } from '../layers/layer.ts';
import type { Messages } from '../locales/index.ts';
import type { Tool } from '../state/store.ts';

/** What the tools' sheets show. */
export interface ToolState {
  reference: Reference;
  words: Messages;
  context: LayerContext | null;
  area_code: string | undefined;
  place: string;
  /** From the root to that area. */
  areas: readonly AreaSummary[];
  /** The work list as a table. */
  wide: boolean;
  /** Narrow windows have the period in the incidents' sheet. */
  narrow: boolean;
  measure: 'distance' | 'area' | null;
  measured: Measured | null;
  makeImage: () => Promise<Blob>;
}

/** The content of a tool's sheet. */
export function toolSheet(tool: Tool, state: ToolState): TemplateResult {
  const { reference, words } = state;
  switch (tool) {
    case 'report':
      return html`<jw-report-tool .reference=${reference}></jw-report-tool>`;
    case 'layers':
      return html`<jw-layer-switcher .context=${state.context}></jw-layer-switcher>`;
    case 'incidents':
      return html`<jw-incident-list
        .reference=${reference}
        .area_code=${state.area_code}
        .areas=${state.areas}
        .place=${state.place}
        ?wide=${state.wide}
      >
        ${
          state.narrow
            ? html`<jw-period slot="period" .reference=${reference} .area_code=${state.area_code}></jw-period>`
            : nothing
        }
      </jw-incident-list>`;
    case 'measure':
      return html`<jw-measure-sheet .mode=${state.measure} .measured=${state.measured}></jw-measure-sheet>`;
    case 'chain':
      return html`<jw-chain-tool .reference=${reference}></jw-chain-tool>`;
    case 'print':
      return html`<jw-print-sheet
        .makeImage=${state.makeImage}
        .fileName=${words.print.file(state.place, reference.deployment.today)}
      ></jw-print-sheet>`;
    case 'help':
      return html`<jw-help-sheet></jw-help-sheet>`;
  }
}
