import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import '../elements/jw-page-head.ts';
import { partStyles } from '../elements/part-styles.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { pageLink } from '../state/section.ts';
import { may } from '../state/session.ts';
import { store } from '../state/store.ts';
import './doors/jw-door-plan.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

/** The doors of the building that the address names, drawn and entered: /doors#building=12. */
@customElement('jw-doors')
export class JwDoors extends JwElement {
  #address = new AddressController(this);
  #reference = referenceTask(this);
  #plan = new Task(this, {
    args: () => [this.building] as const,
    task: async ([id], { signal }) => {
      if (id === null || !may('doors')) return null;
      return answer(api['door-plans'][':id'].$get({ param: { id: String(id) } }, { init: { signal } }));
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    readingStyles,
    css`
      jw-door-plan {
        min-block-size: 0;
      }
      @media print {
        header {
          display: none;
        }
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.doors.title);
  }

  override render() {
    const { doors } = this.words;
    return html`<header><jw-page-head .heading=${doors.title}></jw-page-head></header>${this.content()}`;
  }

  private content() {
    const { doors } = this.words;
    if (!may('doors')) return html`<main>${empty(doors.closed)}</main>`;
    if (this.building === null) {
      const link = html`<a href=${pageLink('/', store.state)}>${doors.toMap}</a>`;
      return html`<main>${empty(doors.choose, link)}</main>`;
    }
    const again = () => {
      if (this.#reference.error) void this.#reference.run();
      void this.#plan.run();
    };
    const [reference, plan] = [this.#reference.value, this.#plan.value];
    const error = this.#reference.error ?? this.#plan.error;
    if (error) return html`<main>${failure(error, this.words, again)}</main>`;
    if (!reference || !plan || plan.building_id !== this.building) return html`<main>${bones(14, true)}</main>`;
    return html`<jw-door-plan .reference=${reference} .plan=${plan}></jw-door-plan>`;
  }

  /** The building that the address names; null where it names none. */
  private get building(): number | null {
    const { building = '' } = this.#address.rest;
    return /^[1-9]\d{0,9}$/.test(building) ? Number(building) : null;
  }
}
