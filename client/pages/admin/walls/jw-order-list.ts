import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { JwElement } from '../../../elements/element.ts';
import { formSheet } from '../../../elements/form-styles.ts';
import { icon } from '../../../elements/icon.ts';
import { iconButton } from '../../../elements/parts.ts';
import { moved } from './plan-day.ts';

/** Something that may stand in the list. */
export interface OrderChoice {
  id: string;
  name: string;
}

/**
 * A list whose order counts: dragged, or moved with buttons; what is not in it yet can be put in.
 * @fires jw-order with the new ids.
 */
@customElement('jw-order-list')
export class JwOrderList extends JwElement {
  /** Ids in order. */
  @property({ attribute: false }) order: readonly string[] = [];
  /** All that may stand in it. */
  @property({ attribute: false }) choices: readonly OrderChoice[] = [];
  /** What the list is called. */
  @property() label = '';
  /** What the field says that puts something in. */
  @property() add = '';
  /** Things that the list takes at most. */
  @property({ type: Number }) most = 24;
  /** True: the same thing may stand in it several times. */
  @property({ type: Boolean }) repeats = false;
  @property({ type: Boolean }) invalid = false;
  @state() private dragged: number | null = null;

  static override styles = [
    formSheet,
    css`
      ol {
        counter-reset: place;
      }
      li {
        display: grid;
        grid-template-columns: auto 1.25em 1fr auto;
        align-items: center;
        gap: var(--space-1);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
        counter-increment: place;
      }
      li::before {
        content: counter(place);
        grid-column: 2;
        grid-row: 1;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      li.dragged {
        opacity: 0.45;
      }
      .grip {
        grid-column: 1;
        grid-row: 1;
        color: var(--ink-faint);
        cursor: grab;
      }
      .acts {
        display: flex;
      }
      select {
        inline-size: 100%;
        margin-top: var(--space-2);
      }
      ol[data-invalid='true'] {
        border-inline-start: 0.1875rem solid var(--cinnabar);
        padding-inline-start: var(--space-2);
      }
    `,
  ];

  override render() {
    const left = this.repeats ? this.choices : this.choices.filter(({ id }) => !this.order.includes(id));
    return html`<ol aria-label=${this.label} data-invalid=${this.invalid}>
        ${this.order.map((id, index) => this.row(id, index))}
      </ol>
      ${
        this.order.length < this.most && left.length
          ? html`<select aria-label="${this.label}: ${this.add}" @change=${this.put}>
            <option value="" selected>${this.add}</option>
            ${left.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>`
          : nothing
      }`;
  }

  private row(id: string, index: number) {
    const { plan } = this.words.remote;
    const name = this.choices.find((choice) => choice.id === id)?.name ?? plan.missing(id);
    const last = this.order.length - 1;
    return html`<li
      class=${this.dragged === index ? 'dragged' : ''}
      draggable="true"
      @dragstart=${(event: DragEvent) => this.drag(event, index)}
      @dragover=${(event: DragEvent) => this.over(event, index)}
      @dragend=${this.drop}
      @drop=${(event: DragEvent) => event.preventDefault()}
    >
      <span class="grip">${icon('grip')}</span>
      <span>${name}</span>
      <span class="acts">
        ${iconButton('up', plan.up(name), () => this.move(index, index - 1), { disabled: index === 0 })}
        ${iconButton('down', plan.down(name), () => this.move(index, index + 1), { disabled: index === last })}
        ${iconButton('close', plan.remove(name), () => this.tell(this.order.toSpliced(index, 1)))}
      </span>
    </li>`;
  }

  private put(event: Event): void {
    const select = event.target as HTMLSelectElement;
    if (select.value) this.tell([...this.order, select.value]);
    select.value = '';
  }

  private drag(event: DragEvent, index: number): void {
    this.dragged = index;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }

  private over(event: DragEvent, index: number): void {
    if (this.dragged === null) return;
    event.preventDefault();
    if (this.dragged === index) return;
    this.move(this.dragged, index);
    this.dragged = index;
  }

  private drop(): void {
    this.dragged = null;
  }

  private move(from: number, to: number): void {
    this.tell(moved(this.order, from, to));
  }

  private tell(order: readonly string[]): void {
    this.order = order;
    this.emit('jw-order', order);
  }
}
