import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type KeptPhoto, MOST_PHOTO_BYTES } from '../../server/api/photos/schema.ts';
import { upload } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import { iconButton } from './parts.ts';
import { photoStyles } from './photo-styles.ts';
import { shrunkPhoto } from './shrunk-photo.ts';

/** Photos that one report or one event can have. */
const MOST_PHOTOS = 9;

/** A photo as the picker knows it: its bytes while they are here, its name once the server keeps it. */
interface Picked {
  bytes: Blob | null;
  name: string | null;
  /** Address of the picture. */
  url: string;
}

/**
 * Takes photos, by camera, file or drop, and sends each at once; or, where `kept` is given, keeps the bytes for whoever sends them later.
 * @fires jw-photos with the names of all photos that the server keeps (string[]).
 * @fires jw-kept with the bytes of all photos (Blob[]), where they are kept.
 * @fires jw-busy with true while something is being sent.
 */
@customElement('jw-photo-picker')
export class JwPhotoPicker extends JwElement {
  /** Names of photos that the server keeps already. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** Bytes of the photos, which then stay here and are not sent; null: they are sent. */
  @property({ attribute: false }) kept: readonly Blob[] | null = null;
  /** Sends as somebody without an account. */
  @property({ type: Boolean }) anonymous = false;
  @state() private photos: readonly Picked[] = [];
  @state() private faults: readonly string[] = [];
  @state() private dropping = false;
  #sending = 0;

  static override styles = [
    formSheet,
    photoStyles,
    css`
      .fault {
        margin-top: var(--space-2);
      }
      .label + .photos {
        margin-top: var(--space-1);
      }
      .photos + .note {
        margin-top: var(--space-1);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { url } of this.photos) release(url);
    this.photos = [];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const given = this.kept ? this.photos.map(({ bytes }) => bytes) : this.photos.flatMap(({ name }) => name ?? []);
    const wanted = this.kept ?? this.names;
    if ((changed.has('kept') || changed.has('names')) && !sameItems(given, wanted)) this.#show();
  }

  override render() {
    const { photos: words } = this.words.report;
    const full = this.photos.length >= MOST_PHOTOS;
    return html`<div
      class="field ${this.dropping ? 'dropping' : ''}"
      role="group"
      aria-label=${words.label}
      @dragover=${(event: DragEvent) => this.drag(event, true)}
      @dragleave=${(event: DragEvent) => this.drag(event, false)}
      @drop=${this.drop}
    >
      <span class="label">${words.label}</span>
      <div class="photos">
        ${this.photos.map((photo, index) => this.photo(photo, index))}
        ${full ? nothing : this.adding()}
      </div>
      <p class="note">${full ? words.full(MOST_PHOTOS) : words.note(MOST_PHOTOS)}</p>
      ${this.faults.map((fault) => html`<p class="fault" role="alert">${icon('warning')}<span>${fault}</span></p>`)}
    </div>`;
  }

  private photo({ url, name }: Picked, index: number): TemplateResult {
    const { photos: words } = this.words.report;
    return html`<div class="photo">
      <img src=${url} alt=${words.one(index + 1)} />
      ${iconButton('close', words.remove(index + 1), () => this.takeAway(index))}
      ${!this.kept && !name ? html`<span class="under-way" role="status">${words.sending}</span>` : nothing}
    </div>`;
  }

  private adding(): TemplateResult {
    // No `capture`: phones then offer the camera beside the photos that are there already.
    return html`<label class="add">
      ${icon('camera')}<span>${this.words.report.photos.add}</span>
      <input class="visually-hidden" type="file" accept="image/*" multiple @change=${this.choose} />
    </label>`;
  }

  private choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    void this.add(files);
  }

  private drag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.dropping = over;
  }

  private drop(event: DragEvent): void {
    this.drag(event, false);
    void this.add([...(event.dataTransfer?.files ?? [])]);
  }

  /** Takes files as far as there is room; what cannot be taken is said. */
  private async add(files: readonly File[]): Promise<void> {
    const { photos: words } = this.words.report;
    this.faults = [];
    const pictures = files.filter(({ type }) => type.startsWith('image/'));
    if (pictures.length < files.length) this.say(words.noImage);
    const room = MOST_PHOTOS - this.photos.length;
    if (pictures.length > room) this.say(words.full(MOST_PHOTOS));
    for (const file of pictures.slice(0, Math.max(0, room))) {
      const bytes = await shrunkPhoto(file);
      if (bytes.size > MOST_PHOTO_BYTES) this.say(words.tooLarge(`${MOST_PHOTO_BYTES / 2 ** 20} MB`));
      else await this.take(bytes);
    }
  }

  private async take(bytes: Blob): Promise<void> {
    const photo: Picked = { bytes, name: null, url: URL.createObjectURL(bytes) };
    this.photos = [...this.photos, photo];
    if (this.kept) this.tell();
    else await this.send(photo);
  }

  private async send(photo: Picked): Promise<void> {
    this.busy(1);
    try {
      const path = this.anonymous ? '/api/reports/photos' : '/api/photos';
      const { name } = await upload<KeptPhoto>(path, photo.bytes!);
      // Taken away meanwhile: the server forgets what nobody claims.
      this.photos = this.photos.map((one) => (one === photo ? { ...photo, name } : one));
    } catch (error) {
      release(photo.url);
      this.photos = this.photos.filter((one) => one !== photo);
      this.say((error as Error).message);
    }
    this.tell();
    this.busy(-1);
  }

  private takeAway(index: number): void {
    release(this.photos[index]!.url);
    this.photos = this.photos.filter((_, at) => at !== index);
    this.tell();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')?.focus());
  }

  private tell(): void {
    if (this.kept) {
      this.kept = this.photos.flatMap(({ bytes }) => bytes ?? []);
      this.emit('jw-kept', this.kept);
    } else {
      this.names = this.photos.flatMap(({ name }) => name ?? []);
      this.emit('jw-photos', this.names);
    }
  }

  private busy(change: 1 | -1): void {
    this.#sending += change;
    this.emit('jw-busy', this.#sending > 0);
  }

  private say(fault: string): void {
    if (!this.faults.includes(fault)) this.faults = [...this.faults, fault];
  }

  /** Shows the photos that were given from outside. */
  #show(): void {
    for (const { url } of this.photos) release(url);
    this.photos = this.kept
      ? this.kept.map((bytes) => ({ bytes, name: null, url: URL.createObjectURL(bytes) }))
      : this.names.map((name) => ({ bytes: null, name, url: `/api/photos/${name}?size=small` }));
  }
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function release(url: string): void {
  if (url.startsWith('blob:')) URL.revokeObjectURL(url);
}
