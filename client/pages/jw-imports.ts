import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ImportBatch, ImportLayer } from '../../server/api/imports/schema.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { mayImport } from '../state/session.ts';
import { listLayers } from './imports/ask.ts';
import './imports/jw-import-batch.ts';
import './imports/jw-import-list.ts';
import './imports/jw-import-start.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** Files that come in: where one is put, what was brought in, or one of them from its file to its rows. The address says which. */
@customElement('jw-imports')
export class JwImports extends JwElement {
  @state() private waiting: readonly ImportBatch[] = [];
  #address = new AddressController(this);
  #reference = referenceTask(this);
  #layers = new Task(this, {
    args: () => [mayImport()] as const,
    task: async ([may], { signal }) => (may ? listLayers(signal) : []),
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      main {
        max-inline-size: 64rem;
        margin-inline: auto;
      }
      jw-import-start {
        margin-block: var(--space-5) var(--space-6);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // A file that misses the place for it would be opened by the browser instead of this page.
    for (const kind of ['dragover', 'drop'] as const) this.addEventListener(kind, (event) => event.preventDefault());
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.imports.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.imports.title}></jw-page-head></header>
      <div class="scroll"><main>${mayImport() ? this.content() : empty(words.imports.noRight)}</main></div>
    `;
  }

  private content() {
    const error = this.#reference.error ?? this.#layers.error;
    if (error) return failure(error, this.words, this.again);
    const [reference, layers] = [this.#reference.value, this.#layers.value];
    if (!reference || !layers) return bones(14, true);
    const id = Number(this.#address.rest.id) || 0;
    return id > 0 ? this.batch(id, reference, layers) : this.all(reference, layers);
  }

  private all(reference: Reference, layers: readonly ImportLayer[]) {
    const { title, lead } = this.words.imports;
    return html`${heading('', title, lead)}
      <jw-import-start
        .layers=${layers}
        .waiting=${this.waiting}
        @jw-import-open=${({ detail }: CustomEvent<ImportBatch>) => this.#address.go({ rest: { id: String(detail.id) } })}
      ></jw-import-start>
      <jw-import-list
        .reference=${reference}
        .layers=${layers}
        .linkTo=${this.linkTo}
        @jw-imports-waiting=${({ detail }: CustomEvent<ImportBatch[]>) => {
          this.waiting = detail;
        }}
      ></jw-import-list>`;
  }

  private batch(id: number, reference: Reference, layers: readonly ImportLayer[]) {
    return html`<jw-import-batch
      .reference=${reference}
      .layers=${layers}
      .number=${id}
      .back=${this.#address.link({})}
      .linkTo=${this.linkTo}
      @jw-import-open=${({ detail }: CustomEvent<ImportBatch>) => this.#address.go({ rest: { id: String(detail.id) } })}
    ></jw-import-batch>`;
  }

  private linkTo = (id: number): string => this.#address.link({ rest: { id: String(id) } });

  private again = (): void => {
    if (this.#reference.error) void this.#reference.run();
    if (this.#layers.error) void this.#layers.run();
  };
}
