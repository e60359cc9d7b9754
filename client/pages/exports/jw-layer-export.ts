import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExportOffer, OfferedLayer } from '../../../server/api/exports/schema.ts';
import { api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { empty } from '../../elements/parts.ts';
import { formatCount } from '../../format/number.ts';
import { choiceOf, datums, type ExportChoice, encodingsOf, formats, hindranceOf } from './export-choice.ts';
import { exportStyles } from './export-styles.ts';
import { Taking, takingLines } from './taking.ts';

/** Rows that the server counts; one more stands for more. */
const MOST_COUNTED = 200_000;

/**
 * Layers with their numbers of rows at the left; at the right how the chosen one is to be written, what is in it and what is not.
 * @fires jw-choice with what the address is to keep.
 */
@customElement('jw-layer-export')
export class JwLayerExport extends JwElement {
  @property({ attribute: false }) offer!: ExportOffer;
  /** What the address says. */
  @property({ attribute: false }) given: Readonly<Record<string, string>> = {};
  #taking = new Taking(this);

  static override styles = [
    formSheet,
    exportStyles,
    css`
      .sides {
        display: grid;
        grid-template-columns: 20rem minmax(0, 1fr);
        gap: var(--space-6);
        align-items: start;
      }
      .layers {
        border-top: 1px solid var(--rule);
      }
      .layers label {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-3);
        min-block-size: max(2.25rem, var(--target));
        padding-inline: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
        cursor: pointer;
      }
      .layers label:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      .layers label:has(:checked) {
        font-weight: 600;
        background: color-mix(in srgb, var(--accent) 8%, transparent);
      }
      .layers .figure {
        font-weight: 400;
        color: var(--ink-soft);
      }
      form > h3 {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        gap: var(--space-3);
        font-size: var(--type-3);
        color: var(--ink);
      }
      h3 .figure {
        font-weight: 400;
      }
      .ways {
        display: grid;
        gap: var(--space-2);
      }
      @media (max-width: 899px) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
          gap: var(--space-5);
        }
      }
    `,
  ];

  override render() {
    const { exports: told } = this.words;
    const choice = choiceOf(this.given, this.offer.layers);
    if (!choice) return empty(told.none);
    const chosen = this.offer.layers.find(({ layer }) => layer === choice.layer)!;
    return html`<div class="sides">
      <fieldset class="layers">
        <legend class="visually-hidden">${told.sections.layers}</legend>
        ${this.offer.layers.map((offered) => this.row(offered, choice))}
      </fieldset>
      ${this.form(chosen, choice)}
    </div>`;
  }

  private row(offered: OfferedLayer, choice: ExportChoice): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="layer"
        value=${offered.layer}
        .checked=${offered.layer === choice.layer}
        @change=${() => this.choose({ layer: offered.layer })}
      />
      <span>${this.nameOf(offered)}</span>
      <span class="figure">${this.countOf(offered)}</span>
    </label>`;
  }

  private form(chosen: OfferedLayer, choice: ExportChoice): TemplateResult {
    const { words } = this;
    const { exports: told } = words;
    const hindrance = hindranceOf(chosen, choice.format);
    return html`<form @submit=${(event: SubmitEvent) => this.submit(event, choice)}>
      <h3><span>${this.nameOf(chosen)}</span> <span class="figure" role="status">${this.countOf(chosen)}</span></h3>
      ${this.ways(choice)}
      ${this.about(chosen)}
      ${hindrance ? html`<p class="hindrance" role="status">${this.inWords(hindrance)}</p>` : nothing}
      <div class="buttons">
        <button class="primary" type="submit" ?disabled=${hindrance !== null || this.#taking.busy || this.#taking.submission.wait_s > 0}>
          ${told.take}
        </button>
      </div>
      ${takingLines(this.#taking, words, this.language)}
      <p class="hint">${chosen.layer === 'households' ? told.recordedDoors : told.recorded}</p>
    </form>`;
  }

  private ways({ format, encoding, datum }: ExportChoice): TemplateResult {
    const { exports: told } = this.words;
    const field = (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) =>
      html`<div class="field">
        <label for=${name}>${label}</label>
        <select
          id=${name}
          ?disabled=${options.length < 2}
          @change=${(event: Event) => this.choose({ [name]: (event.target as HTMLSelectElement).value })}
        >
          ${options.map(([id, word]) => html`<option value=${id} .selected=${id === value}>${word}</option>`)}
        </select>
      </div>`;
    return html`<div class="ways">
      <div class="pair">
        ${field(
          'format',
          told.format,
          format,
          formats.map((each) => [each, told.formats[each]] as const),
        )}
        ${field(
          'encoding',
          told.encoding,
          encoding,
          encodingsOf[format].map((each) => [each, told.encodings[each]] as const),
        )}
        ${field(
          'datum',
          told.datum,
          datum,
          datums.map((each) => [each, told.datums[each]] as const),
        )}
      </div>
      <p class="hint">${told.formatNotes[format]}</p>
    </div>`;
  }

  private about({ layer, columns, hidden_below }: OfferedLayer): TemplateResult {
    const { exports: told } = this.words;
    const heads = columns.map((column) => column[this.language === 'en' ? 'en' : 'zh']);
    const left = hidden_below === null ? told.notes[layer] : told.suppressed(formatCount(hidden_below, this.language));
    return html`<dl class="about">
      <dt>${told.inFile}</dt>
      <dd>${[...heads, told.place].join(told.listSeparator)}</dd>
      <dt>${told.leftOut}</dt>
      <dd>${left}</dd>
    </dl>`;
  }

  private inWords(hindrance: NonNullable<ReturnType<typeof hindranceOf>>): string {
    const { exports: told } = this.words;
    if (hindrance === 'empty') return told.noRows;
    const most = formatCount(hindrance.most, this.language);
    if (hindrance.others.length === 0) return told.tooMany(most);
    return told.tooManyButOther(most, hindrance.others.map((format) => told.formats[format]).join(told.listSeparator));
  }

  private nameOf({ zh, en }: OfferedLayer): string {
    return this.language === 'en' ? en : zh;
  }

  private countOf({ count }: OfferedLayer): string {
    const { exports: told } = this.words;
    if (count > MOST_COUNTED) return told.rowsMore(formatCount(MOST_COUNTED, this.language));
    return told.rows(formatCount(count, this.language));
  }

  private choose(changed: Partial<ExportChoice>): void {
    this.#taking.clear();
    this.emit('jw-choice', changed);
  }

  private submit(event: SubmitEvent, { layer, ...ways }: ExportChoice): void {
    event.preventDefault();
    const query = { ...ways, area_code: this.offer.area_code };
    void this.#taking.take((signal) => api.exports[':layer'].$get({ param: { layer }, query }, { init: { signal } }));
  }
}
