import { initialState, Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import { type Register, registers } from '../../server/api/registers/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { bones, empty, failure } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { may, session } from '../state/session.ts';
import { focusHeading } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';
import './register/jw-apart-list.ts';
import './register/jw-change-list.ts';
import './register/jw-register-form.ts';
import './register/jw-register-gauges.ts';
import './register/jw-register-list.ts';
import type { JwRegisterList } from './register/jw-register-list.ts';

/** What a row of a register holds, that is listed by itself. */
const within: Partial<Record<Register, { register: Register; field: string }[]>> = {
  building: [
    { register: 'unit', field: 'building_id' },
    { register: 'household', field: '' },
  ],
  household: [{ register: 'resident', field: 'household_id' }],
};

/** Sections about a whole area, which stand when another area is chosen. */
const lists = ['complete', 'changes', 'apart'];

/** The registers: area, register and rows at the left, one row's form or the completeness at the right. */
@customElement('jw-register')
export class JwRegister extends JwElement {
  #address = new AddressController(this, () => {
    void this.updateComplete.then(() => focusHeading(this.renderRoot.querySelector('main > :last-child')));
  });
  #reference = referenceTask(this);
  #area = new Task(this, {
    args: () => [this.#reference.value && this.area(this.#reference.value)] as const,
    task: ([area_code], { signal }) =>
      area_code
        ? answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))
        : initialState,
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    readingStyles,
    css`
      .book {
        display: grid;
        grid-template-columns: minmax(20rem, 26rem) minmax(0, 1fr);
        min-block-size: 0;
      }
      aside {
        overflow: auto;
        padding: var(--space-5) var(--space-5) 4rem;
        border-inline-end: 1px solid var(--rule);
        background: var(--paper);
      }
      .choose {
        display: grid;
        gap: var(--space-3);
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
      }
      .links:empty {
        display: none;
      }
      .links a,
      .choose > a {
        color: var(--accent);
      }
      .back {
        display: none;
      }
      @media (max-width: 899px) {
        .book {
          grid-template-columns: minmax(0, 1fr);
        }
        .book[shows='row'] aside,
        .book[shows='list'] .scroll {
          display: none;
        }
        .back {
          display: inline-block;
        }
        aside {
          padding-inline: var(--space-4);
          border: 0;
        }
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.registerBooks.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.registerBooks.title}></jw-page-head></header>
      ${
        may('edit')
          ? this.#reference.render({
              pending: () => bones(14, true),
              error: (error) => failure(error, words, () => this.#reference.run()),
              complete: (reference) => this.book(reference),
            })
          : html`<main>${empty(words.access.noAdministration)}</main>`
      }
    `;
  }

  private get register(): Register {
    const { rest } = this.#address;
    return registers.find((name) => name === rest.register) ?? 'household';
  }

  private area(reference: Reference): string {
    return (
      this.#address.rest.area_code || session.caller?.rights.edit?.[0] || reference.deployment.root?.area_code || ''
    );
  }

  private book(reference: Reference) {
    const { section, rest } = this.#address;
    const shown = Number(rest.id) || 0;
    return html`<div class="book" shows=${section ? 'row' : 'list'}>
      <aside>
        ${this.choose(reference)}
        <jw-register-list
          .reference=${reference}
          .register=${this.register}
          .area_code=${this.area(reference)}
          .parent=${Number(rest.parent) || 0}
          .shown=${shown}
          .stale=${rest.stale === 'true'}
          @jw-stale=${({ detail }: CustomEvent<boolean>) => this.go(section, { id: rest.id ?? '', stale: detail ? 'true' : '' })}
          .linkTo=${(row: number) => (row === 0 ? this.linkTo('new', {}) : this.linkTo('row', { id: String(row) }))}
        ></jw-register-list>
      </aside>
      <div class="scroll">
        <main>
          <div class="links">
            <a class="back" href=${this.linkTo('', {})}>${this.words.registerBooks.back}</a>
            ${section === 'row' ? this.inside(shown) : nothing}
          </div>
          ${this.content(reference, section, shown)}
        </main>
      </div>
    </div>`;
  }

  private choose(reference: Reference) {
    const { registerBooks } = this.words;
    return html`<div class="choose">
      <jw-area-picker
        .label=${registerBooks.area}
        .within=${this.area(reference)}
        .value=${this.#area.value?.area.name ?? ''}
        @jw-area=${({ detail }: CustomEvent<AreaChoice | null>) => {
          if (detail)
            this.go(lists.includes(this.#address.section) ? this.#address.section : '', {
              area_code: detail.area_code,
              parent: '',
            });
        }}
      ></jw-area-picker>
      <div class="field">
        <label for="register">${registerBooks.book}</label>
        <select
          id="register"
          @change=${(event: Event) => this.go('', { register: (event.target as HTMLSelectElement).value, parent: '' })}
        >
          ${registers
            .filter((name) => name !== 'resident' || this.register === 'resident')
            .map(
              (name) =>
                html`<option value=${name} ?selected=${name === this.register}>${registerBooks.names[name]}</option>`,
            )}
        </select>
      </div>
      <nav class="links" aria-label=${registerBooks.title}>
        <a href=${this.linkTo('complete', {})}>${registerBooks.complete}</a>
        <a href=${this.linkTo('changes', {})}>${registerBooks.changes.title}</a>
        <a href=${this.linkTo('apart', {})}>${registerBooks.apart.title}</a>
      </nav>
    </div>`;
  }

  /** Links to what a row holds. */
  private inside(row: number) {
    const { registerBooks } = this.words;
    const names: Partial<Record<Register, string>> = {
      unit: registerBooks.units,
      household: registerBooks.doors,
      resident: registerBooks.people,
    };
    return within[this.register]?.map(
      ({ register }) => html`<a href=${this.linkTo('', { register, parent: String(row) })}>${names[register]}</a>`,
    );
  }

  private content(reference: Reference, section: string, shown: number) {
    if (section === 'changes')
      return html`<jw-change-list .reference=${reference} .area_code=${this.area(reference)}></jw-change-list>`;
    if (section === 'apart') return this.apart(reference);
    if (section !== 'row' && section !== 'new')
      return html`<jw-register-gauges .area_code=${this.area(reference)}></jw-register-gauges>`;
    const held = Object.values(within)
      .flat()
      .find(({ register }) => register === this.register);
    const { parent } = this.#address.rest;
    return html`<jw-register-form
      .reference=${reference}
      .register=${this.register}
      .row=${section === 'new' ? 0 : shown}
      .given=${held?.field && parent ? { [held.field]: parent } : {}}
      @jw-saved=${({ detail }: CustomEvent<number>) => {
        void this.renderRoot.querySelector<JwRegisterList>('jw-register-list')?.refresh();
        if (detail === 0) this.go('', {});
        else if (detail !== shown) this.go('row', { id: String(detail) });
      }}
    ></jw-register-form>`;
  }

  private apart(reference: Reference) {
    return html`<jw-apart-list
      .area_code=${this.area(reference)}
      .way=${this.#address.rest.way === 'unregistered' ? 'unregistered' : 'away'}
      .linkWay=${(way: string) => this.linkTo('apart', { way })}
      .linkTo=${(id: number) => this.linkTo('row', { register: 'household', id: String(id), parent: '', way: '' })}
    ></jw-apart-list>`;
  }

  /** The address of a section; area, register and parent stay as they are where nothing else is said. */
  private linkTo = (section: string, more: Record<string, string>): string => {
    const { id: _, ...kept } = this.#address.rest;
    const rest = Object.fromEntries(Object.entries({ ...kept, ...more }).filter(([, value]) => value !== ''));
    return this.#address.link({ section, rest });
  };

  private go(section: string, more: Record<string, string>): void {
    location.hash = this.linkTo(section, more);
  }
}
