import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Wall } from '../../../server/api/walls/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { drawingStyles, wallDrawing } from './wall-drawing.ts';

/** Screens that a wall has at most, and in one row or column. */
const MOST = 8;

/**
 * Makes a wall, or changes the name and split of one.
 * @fires jw-wall-kept with the Wall. @fires jw-close when it is left.
 */
@customElement('jw-wall-fields')
export class JwWallFields extends JwElement {
  /** The wall that is changed; null: a new one is made. */
  @property({ attribute: false }) wall: Wall | null = null;
  /** Code of the area that suggestions begin with. */
  @property() within = '';
  /** True: there is nothing to go back to. */
  @property({ type: Boolean }) mustMake = false;
  @state() private area: AreaChoice | null = null;
  @state() private split = { column_count: 1, row_count: 1 };
  @state() private missing = '';
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    drawingStyles,
    css`
      form {
        max-inline-size: 34rem;
      }
      .split {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3) var(--space-5);
      }
      .split .field {
        inline-size: 6rem;
      }
      .wall {
        --part: 3rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.wall) this.split = { column_count: this.wall.column_count, row_count: this.wall.row_count };
  }

  override render() {
    const { words } = this;
    const { make, admin } = words.remote;
    return html`<form novalidate @submit=${this.submit}>
      <div class="field">
        <label for="name">${make.name}</label>
        <input
          id="name"
          name="name"
          maxlength="60"
          autocomplete="off"
          placeholder=${make.nameHint}
          .defaultValue=${this.wall?.name ?? ''}
          aria-invalid=${this.#submission.field === 'name'}
        />
      </div>
      ${this.wall ? nothing : html`<jw-area-picker .label=${make.area} .within=${this.within} @jw-area=${this.chooseArea}></jw-area-picker>`}
      <div class="split">
        ${this.count('column_count', make.columns)} ${this.count('row_count', make.rows)}
        ${wallDrawing({ ...this.split, screens: this.wall?.screens ?? [] }, words, Date.now())}
      </div>
      <p class="note">${make.most} ${this.wall ? admin.splitNote : nothing}</p>
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#submission, words)}
      <div class="buttons">
        ${submitButton(this.#submission, this.wall ? admin.save : make.make, words)}
        ${this.mustMake ? nothing : html`<button class="link" type="button" @click=${() => this.emit('jw-close')}>${words.access.leaveIt}</button>`}
      </div>
    </form>`;
  }

  private count(name: 'column_count' | 'row_count', label: string) {
    const other = this.split[name === 'row_count' ? 'column_count' : 'row_count'];
    const most = Math.floor(MOST / other);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        aria-invalid=${this.#submission.field === name}
        @change=${(event: Event) => {
          this.split = { ...this.split, [name]: Number((event.target as HTMLSelectElement).value) };
        }}
      >
        ${Array.from({ length: MOST }, (_, index) => index + 1).map(
          (count) =>
            html`<option value=${count} ?selected=${count === this.split[name]} ?disabled=${count > most}>${count}</option>`,
        )}
      </select>
    </div>`;
  }

  private chooseArea({ detail }: CustomEvent<AreaChoice | null>): void {
    this.area = detail;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { make } = this.words.remote;
    const name = this.renderRoot.querySelector<HTMLInputElement>('#name')!.value.trim();
    this.missing = !name ? make.nameMissing : !this.wall && !this.area ? make.areaMissing : '';
    if (this.missing) return;
    const json = { name, ...this.split };
    const area_code = this.area?.area_code ?? '';
    await this.#submission.run(async () => {
      const kept = this.wall
        ? await answer<Wall>(api.walls[':id'].$patch({ param: { id: String(this.wall.id) }, json }))
        : await answer<Wall>(api.walls.$post({ json: { ...json, area_code } }));
      this.emit('jw-wall-kept', kept);
    });
  }
}
