import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportPlaces } from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import { type DraftPoint, isWhole, pointsOf, withPoint } from './control-draft.ts';
import { importStyles } from './import-styles.ts';

const figures = ['x', 'y', 'lon', 'lat'] as const;

/**
 * The control points of a local system, as a small table with what is left of each after the fit.
 * @fires jw-control-points with the rows as typed. @fires jw-control-row with the row that the map fills.
 */
@customElement('jw-control-points')
export class JwControlPoints extends JwElement {
  @property({ attribute: false }) points: readonly DraftPoint[] = [];
  @property({ attribute: false }) fit: ImportPlaces['fit'] = null;
  /** The row that a click on the map fills; -1: none. */
  @property({ type: Number }) filled = -1;

  static override styles = [
    formSheet,
    importStyles,
    css`
      input {
        inline-size: 9rem;
        min-block-size: var(--target);
        padding: 0 var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
        font-variant-numeric: tabular-nums;
      }
      tr[aria-current='true'] {
        box-shadow: inset 0.1875rem 0 var(--accent);
      }
      p {
        margin-block: var(--space-2);
      }
      .say {
        margin-block-end: var(--space-3);
      }
      .say p {
        margin-block: 0;
      }
    `,
  ];

  override render() {
    const { control } = this.words.imports.place;
    const { points, fit } = this;
    return html`<p class="note">${control.lead}</p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              ${figures.map((figure) => html`<th scope="col">${control[figure]}</th>`)}
              <th scope="col" class="number">${control.residual}</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            ${points.map((point, row) => this.row(point, row))}
          </tbody>
        </table>
      </div>
      <p class="figure" role="status">
        ${
          pointsOf(points).length < 2
            ? control.few
            : fit
              ? fit.worst === null
                ? control.exact
                : control.fit(fit.rms_m.toFixed(2), fit.scale.toFixed(6), fit.rotation_deg.toFixed(3))
              : nothing
        }
      </p>
      ${(fit?.notes ?? []).map((note) => html`<div class="say">${icon('warning')}<p>${note[this.language]}</p></div>`)}
      <button class="outlined" type="button" @click=${() => this.emit('jw-control-points', withPoint(points))}>
        ${icon('plus')}${control.add}
      </button>`;
  }

  private row(point: DraftPoint, row: number) {
    const { control } = this.words.imports.place;
    // Residuals are of whole rows only, and say nothing of two.
    const number = pointsOf(this.points.slice(0, row)).length;
    const residual = isWhole(point) && this.fit?.worst !== null ? this.fit?.residuals_m[number] : undefined;
    return html`<tr aria-current=${row === this.filled} @focusin=${() => this.emit('jw-control-row', row)}>
      ${figures.map(
        (figure) => html`<td>
          <input
            inputmode="decimal"
            autocomplete="off"
            aria-label="${control.row(row + 1)} ${control[figure]}"
            .value=${point[figure]}
            @change=${(event: Event) => this.type(row, { ...point, [figure]: (event.target as HTMLInputElement).value.trim() })}
          />
        </td>`,
      )}
      <td class="number">${residual === undefined ? '' : control.metres(residual.toFixed(2))}</td>
      <td>
        ${iconButton('trash', control.remove, () => this.emit('jw-control-points', this.points.toSpliced(row, 1)), { disabled: this.points.length < 3 })}
      </td>
    </tr>`;
  }

  private type(row: number, point: DraftPoint): void {
    this.emit('jw-control-points', this.points.with(row, point));
  }
}
