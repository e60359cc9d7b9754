import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Field } from '../../../server/api/registers/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import type { Reference } from '../../elements/reference.ts';
import type { Messages } from '../../locales/index.ts';
import { crossesItself } from '../../map/shape/outline.ts';
import { StoreController } from '../../state/store-controller.ts';
import { themeOf } from '../../theme/apply.ts';
import { fromText, toText } from './field-value.ts';

/** What is wrong with the figures of a place or an outline, in a sentence; '' where nothing is, or nothing is said yet. */
export function shapeFault(field: Field, text: string, { registerBooks }: Messages): string {
  const value = fromText(field, text);
  if (value === null) return '';
  if (field.kind !== 'outline') return value === undefined ? registerBooks.form.placeFault : '';
  if (value === undefined) return registerBooks.form.outlineFault;
  const points = value as LonLat[];
  if (points.length < 3) return registerBooks.shape.few;
  return crossesItself(points) ? registerBooks.shape.crosses : '';
}

/**
 * The small map below the figures of a place or an outline, and what is wrong with them.
 * @fires jw-text with the figures as typed, after every stroke.
 */
@customElement('jw-shape-field')
export class JwShapeField extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) field!: Field;
  @property() text = '';
  /** What the server said of this field; '' where nothing. */
  @property() refused = '';
  @state() private mapless = false;
  #view = new StoreController(this, (view) => view);
  #dark = matchMedia('(prefers-color-scheme: dark)');

  static override styles = [
    formSheet,
    css`
      jw-shape-map {
        min-block-size: 18rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The map's code, which is the largest part by far, comes when the form already stands.
    void import('../../map/shape/jw-shape-map.ts').catch(() => {
      this.mapless = true;
    });
  }

  override render() {
    const { words, field, text } = this;
    const fault = shapeFault(field, text, words) || this.refused;
    return html`${fault ? html`<div class="fault">${icon('warning')}<p role="alert">${fault}</p></div>` : nothing}
      ${
        this.mapless
          ? nothing
          : html`<jw-shape-map
              .deployment=${this.reference.deployment}
              .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
              .kind=${field.kind === 'outline' ? 'outline' : 'place'}
              .points=${this.points()}
              @jw-shape=${({ detail }: CustomEvent<readonly LonLat[]>) => this.emit('jw-text', this.figures(detail))}
              @jw-map-error=${() => {
                this.mapless = true;
              }}
            ></jw-shape-map>`
      }`;
  }

  /** What the figures name; nothing while they cannot be read. */
  private points(): LonLat[] {
    const value = fromText(this.field, this.text);
    if (!Array.isArray(value)) return [];
    return this.field.kind === 'outline' ? (value as LonLat[]) : [value as LonLat];
  }

  /** Figures of about 0.1 m: finer than anybody drags. */
  private figures(points: readonly LonLat[]): string {
    const rounded = points.map((at) => at.map((figure) => Number(figure.toFixed(6))) as LonLat);
    if (this.field.kind === 'outline') return toText(this.field, rounded);
    return rounded[0] ? toText(this.field, rounded[0]) : '';
  }
}
