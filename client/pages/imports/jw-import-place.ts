import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ControlPoint, CrsSpec, ImportPlaces } from '../../../server/api/imports/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { isInside } from '../../map/imports/bounds.ts';
import { StoreController } from '../../state/store-controller.ts';
import { themeOf } from '../../theme/apply.ts';
import { beginReading, listPlaces, type PlacesAsked, saveSettings } from './ask.ts';
import { type DraftPoint, draftsOf, pointsOf } from './control-draft.ts';
import { crsChoice, crsStyles } from './crs-choice.ts';
import { ImportSheet } from './import-sheet.ts';
import { importStyles } from './import-styles.ts';
import './jw-control-points.ts';
import { bringsPlaces, tableOf } from './steps.ts';
import { nameOf } from './summary.ts';

/** What is tried on the map before it is confirmed. */
interface Trial {
  spec: CrsSpec;
  swapped: boolean;
}

/** A guess below this is none to lean on. */
const unsure = 0.6;
/** So many are shown at once. */
const most_places = 300;
/** Of the places, those in the deployment's box by which a choice is doubted. */
const mostlyInside = 0.5;

/** What the coordinates are: guesses with their reasons, tried over the streets, confirmed by a person. */
@customElement('jw-import-place')
export class JwImportPlace extends ImportSheet {
  @property({ attribute: false }) reference!: Reference;
  @state() private trial: Trial | null = null;
  /** Whether addresses place rows, as it is tried; null: as it is settled or proposed. */
  @state() private addressed: boolean | null = null;
  @state() private drafts: readonly DraftPoint[] = [];
  /** The row of control points that a click on the map fills; -1: none. */
  @state() private filled = -1;
  @state() private mapless = false;
  #view = new StoreController(this, (view) => view);
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #places = new Task(this, {
    args: () => {
      const { spec, swapped } = this.tried;
      const ready = this.isOpen && bringsPlaces(this.batch) && (spec.kind !== 'local' || spec.points.length > 1);
      const { lon = '', lat = '' } = this.batch.settings.mapping;
      const asked = ready || (this.isOpen && this.byAddress);
      const { address = '' } = this.batch.settings.mapping;
      const how = { crs: ready ? spec : null, swapped, by_address: this.byAddress };
      return [asked ? this.batch.id : 0, JSON.stringify(how), `${lon}/${lat}/${address}`] as const;
    },
    task: async ([id, how], { signal }): Promise<ImportPlaces | null> =>
      id === 0 ? null : listPlaces(id, JSON.parse(how) as PlacesAsked, signal),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    importStyles,
    crsStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .beside {
        display: grid;
        grid-template-columns: minmax(17rem, 2fr) minmax(0, 3fr);
        gap: var(--space-5);
        align-items: start;
      }
      jw-import-map {
        block-size: 21rem;
      }
      @media (max-width: 799px) {
        .beside {
          grid-template-columns: minmax(0, 1fr);
        }
        jw-import-map {
          block-size: 18rem;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The map's code, which is the largest part by far, comes when the sheet already stands.
    void import('../../map/imports/jw-import-map.ts').catch(() => {
      this.mapless = true;
    });
  }

  override render() {
    const { words, batch } = this;
    const { place } = words.imports;
    const ready = bringsPlaces(batch);
    const local = this.tried.spec.kind === 'local';
    const { bounds } = this;
    const noGuess = ready ? batch.findings?.no_crs : null;
    // While it is open the places are shown, and the note with them.
    const assumed = this.isOpen ? null : batch.settings.crs_words?.note;
    return html`
      <p class="note">${ready || !this.byAddress ? place.lead : place.byAddressLead}</p>
      <div class="beside">
        <div class="stack">
          ${this.source(ready)}
          ${noGuess ? html`<div class="say">${icon('warning')}<p>${noGuess[this.language]}</p></div>` : nothing}
          ${ready && this.isUnsure ? html`<div class="say">${icon('warning')}<p>${place.unsure}</p></div>` : nothing}
          ${
            ready || !this.byAddress
              ? crsChoice({
                  guesses: batch.findings?.crs ?? [],
                  tried: this.tried,
                  longitude: bounds ? (bounds[0] + bounds[2]) / 2 : 114,
                  disabled: !this.isOpen,
                  speech: this.speech,
                  choose: this.choose,
                })
              : nothing
          }
        </div>
        <div class="stack">
          ${ready || this.byAddress ? this.map() : nothing} ${this.said()}
          ${assumed ? html`<p class="note">${assumed[this.language]}</p>` : nothing}
        </div>
      </div>
      ${
        local
          ? html`<jw-control-points
              .points=${this.drafts}
              .fit=${this.#places.value?.fit ?? null}
              .filled=${this.filled}
              @jw-control-points=${this.controlled}
              @jw-control-row=${({ detail }: CustomEvent<number>) => {
                this.filled = detail;
              }}
            ></jw-control-points>`
          : nothing
      }
      ${faultLine(this.saving, words)}
      ${
        this.isOpen
          ? html`<div class="foot">
              <button class="primary" type="button" ?disabled=${this.saving.busy || !this.isWhole} @click=${this.confirm}>
                ${place.confirm}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  /** Where a table without shapes has its places from. */
  private source(ready: boolean) {
    if (tableOf(this.batch)?.geometry) return nothing;
    const { place } = this.words.imports;
    const { geometry } = this.layer;
    const layer = nameOf(this.layer, this.speech);
    const wanted = geometry === 'line' || geometry === 'area' ? place.needShapes[geometry](layer) : place.needColumns;
    return html`${geometry === 'point' ? html`${this.columns()} ${this.addresses()}` : nothing}
      ${ready || this.byAddress ? nothing : html`<div class="say">${icon('pin')}<p>${wanted}</p></div>`}`;
  }

  /** Which columns hold coordinates. */
  private columns() {
    const { place } = this.words.imports;
    const columns = tableOf(this.batch)?.columns ?? [];
    const { mapping } = this.batch.settings;
    const select = (field: 'lon' | 'lat') => html`<div class="field">
      <label for=${field}>${place[field]}</label>
      <select id=${field} ?disabled=${!this.isOpen} @change=${(event: Event) => this.take(field, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${mapping[field] === undefined}>${place.noColumn}</option>
        ${columns.map((column) => html`<option value=${column} ?selected=${mapping[field] === column}>${column}</option>`)}
      </select>
    </div>`;
    return html`<div class="fields">${select('lon')} ${select('lat')}</div>`;
  }

  /** Whether, and by which column, addresses place rows. */
  private addresses() {
    if (!this.takesAddresses) return nothing;
    const { place } = this.words.imports;
    const columns = tableOf(this.batch)?.columns ?? [];
    const { mapping } = this.batch.settings;
    return html`<label class="choice">
        <input type="checkbox" .checked=${this.byAddress} ?disabled=${!this.isOpen || mapping.address === undefined}
          @change=${(event: Event) => {
            this.addressed = (event.target as HTMLInputElement).checked;
          }} />${place.byAddress}
      </label>
      <div class="fields"><div class="field">
        <label for="address">${place.address}</label>
        <select id="address" ?disabled=${!this.isOpen} @change=${(event: Event) => this.take('address', (event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${mapping.address === undefined}>${place.noColumn}</option>
          ${columns.map((column) => html`<option value=${column} ?selected=${mapping.address === column}>${column}</option>`)}
        </select>
      </div></div>`;
  }

  /** Only points have a place that an address could give. */
  private get takesAddresses(): boolean {
    const { geometry, fields } = this.layer;
    return geometry === 'point' && !tableOf(this.batch)?.geometry && fields.some(({ name }) => name === 'address');
  }

  private get byAddress(): boolean {
    const { settings } = this.batch;
    if (!this.takesAddresses || settings.mapping.address === undefined) return false;
    return this.addressed ?? (settings.by_address || (this.isOpen && !bringsPlaces(this.batch)));
  }

  private map() {
    if (this.mapless) return html`<p class="note">${this.words.imports.place.mapless}</p>`;
    return html`<jw-import-map
      .deployment=${this.reference.deployment}
      .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
      .places=${this.#places.status === TaskStatus.ERROR ? [] : (this.#places.value?.items ?? [])}
      @jw-map-place=${this.clicked}
      @jw-map-error=${() => {
        this.mapless = true;
      }}
    ></jw-import-map>`;
  }

  /** What came of the trial, in words. */
  private said() {
    const { place } = this.words.imports;
    return this.#places.render({
      pending: () => (this.byAddress ? html`<p class="note" role="status">${place.finding}</p>` : nothing),
      error: (error) => failure(error, this.words, () => this.#places.run()),
      complete: (places) => {
        if (!places) return nothing;
        const { items, failed, note, addressed } = places;
        const { bounds } = this;
        const inside = items.filter((item) => bounds && isInside(item.place, bounds)).length;
        return html`<div role="status" class="note figure">
          <p>${items.length === 0 ? place.none : place.shown(formatCount(items.length, this.language), this.hasMore(places))}</p>
          ${
            addressed && addressed.found + addressed.doubtful > 0
              ? html`<p>${place.addressed(formatCount(addressed.found, this.language), formatCount(addressed.doubtful, this.language))}</p>`
              : nothing
          }
          ${note ? html`<p>${note[this.language]}</p>` : nothing}
          ${failed > 0 ? html`<p>${place.failed(formatCount(failed, this.language))}</p>` : nothing}
          ${
            bounds && items.length > 0 && inside < items.length * mostlyInside
              ? html`<div class="say">${icon('warning')}<p>${place.outside}</p></div>`
              : nothing
          }
        </div>`;
      },
    });
  }

  /** Whether the file has more rows than are told of. */
  private hasMore({ items, failed, addressed }: ImportPlaces): boolean {
    const rows = tableOf(this.batch)?.rows ?? null;
    const told = Math.max(items.length + failed, addressed ? addressed.found + addressed.doubtful : 0);
    return rows === null ? items.length === most_places : rows > told;
  }

  private get bounds() {
    return this.reference.deployment.root?.bounds ?? this.reference.deployment.bounds;
  }

  /** What stands now: tried, else settled, else the best guess. */
  private get tried(): Trial {
    if (this.trial) return this.trial;
    const { settings, findings } = this.batch;
    if (settings.crs) return { spec: settings.crs, swapped: settings.swapped };
    const [best] = findings?.crs ?? [];
    return best ? { spec: best.spec, swapped: best.swapped } : { spec: { kind: 'wgs84' }, swapped: false };
  }

  /** Whether several systems come into question, none of them clearly, and nobody has chosen yet. */
  private get isUnsure(): boolean {
    const guesses = this.batch.findings?.crs ?? [];
    return (
      this.isOpen && !this.trial && !this.batch.settings.crs && guesses.length > 1 && guesses[0]!.confidence < unsure
    );
  }

  private get isWhole(): boolean {
    const { spec } = this.tried;
    if (!bringsPlaces(this.batch)) return this.byAddress;
    return spec.kind !== 'local' || spec.points.length > 1;
  }

  private choose = (trial: Trial): void => {
    this.filled = -1;
    if (trial.spec.kind === 'local') {
      if (this.drafts.length === 0) this.drafts = draftsOf(trial.spec.points);
      this.trial = { ...trial, spec: { kind: 'local', points: pointsOf(this.drafts) } };
    } else this.trial = trial;
  };

  private controlled = ({ detail }: CustomEvent<readonly DraftPoint[]>): void => {
    this.drafts = detail;
    const points: ControlPoint[] = pointsOf(detail);
    this.trial = { ...this.tried, spec: { kind: 'local', points } };
  };

  /** A click on the map says where a control point is. */
  private clicked = ({ detail: [lon, lat] }: CustomEvent<LonLat>): void => {
    const row = this.drafts[this.filled];
    if (this.tried.spec.kind !== 'local' || !row) return;
    const at = { ...row, lon: lon.toFixed(6), lat: lat.toFixed(6) };
    this.controlled(new CustomEvent('jw-control-points', { detail: this.drafts.with(this.filled, at) }));
  };

  private take(field: 'lon' | 'lat' | 'address', column: string): Promise<boolean> {
    const kept = Object.entries(this.batch.settings.mapping).filter(
      ([name, held]) => name !== field && held !== column,
    );
    const mapping: Record<string, string> = { ...Object.fromEntries(kept), ...(column && { [field]: column }) };
    this.trial = null;
    return this.change(async () => {
      const saved = await saveSettings(this.batch.id, { mapping });
      // What other columns hold is guessed anew.
      const guessed = field !== 'address' && mapping.lon !== undefined && mapping.lat !== undefined;
      return guessed ? beginReading(saved.id) : saved;
    });
  }

  private confirm = async (): Promise<void> => {
    const { spec, swapped } = this.tried;
    const placed = bringsPlaces(this.batch) ? { crs: spec, swapped } : { crs: null, swapped: false };
    if (await this.save({ ...placed, by_address: this.byAddress })) this.settle('place');
  };
}
