import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import type { ExportOffer } from '../../server/api/exports/schema.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import { type IconName, icon } from '../elements/icon.ts';
import '../elements/jw-area-picker.ts';
import type { AreaChoice } from '../elements/jw-area-picker.ts';
import '../elements/jw-page-head.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import type { Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { AddressController } from '../state/address-controller.ts';
import { may, SessionController } from '../state/session.ts';
import { adminStyles } from './admin/admin-styles.ts';
import { exportStyles } from './exports/export-styles.ts';
import './exports/jw-layer-export.ts';
import './exports/jw-resident-export.ts';
import './exports/jw-template-list.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';

const sections = { layers: 'layers', residents: 'people', templates: 'record' } as const satisfies Record<
  string,
  IconName
>;
type Section = keyof typeof sections;

/** Layers, residents of some households, and sheets to fill in, as files. The address keeps the area and what was chosen. */
@customElement('jw-exports')
export class JwExports extends JwElement {
  #session = new SessionController(this);
  #address = new AddressController(this, () => this.toHeading());
  #named: Section = this.shown;
  #reference = referenceTask(this);
  #area = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }) =>
      area_code
        ? answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))
        : null,
  });
  #offer = new Task(this, {
    args: () => [this.areaCode] as const,
    task: async ([area_code], { signal }) =>
      area_code ? answer<ExportOffer>(api.exports.$get({ query: { area_code } }, { init: { signal } })) : null,
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    readingStyles,
    adminStyles,
    exportStyles,
    css`
      main {
        max-inline-size: 64rem;
      }
    `,
  ];

  override updated(): void {
    const { exports: told, page } = this.words;
    document.title = page.title(this.shown === 'layers' ? told.title : told.sections[this.shown]);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.exports.title}></jw-page-head></header>
      <div class="book">
        ${this.rail()}
        <div class="scroll">
          <main>
            ${
              may('map')
                ? this.#reference.render({
                    pending: () => bones(14, true),
                    error: (error) => failure(error, words, () => this.#reference.run()),
                    complete: (reference) => this.content(reference),
                  })
                : empty(words.exports.noRight)
            }
          </main>
        </div>
      </div>
    `;
  }

  private rail(): TemplateResult {
    const { exports: told } = this.words;
    const { rest } = this.#address;
    return html`<nav aria-label=${told.chapters}>
      <ul>
        ${this.open.map(
          (name) => html`<li>
            <a href=${this.#address.link({ section: name, rest })} aria-current=${name === this.shown ? 'page' : 'false'}>
              ${icon(sections[name])}<span>${told.sections[name]}</span>
            </a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  private content(reference: Reference): TemplateResult {
    const { words } = this;
    const { exports: told } = words;
    return html`
      ${heading('', told.sections[this.shown], told.leads[this.shown])}
      ${this.shown === 'layers' || (this.shown === 'residents' && may('open')) ? this.picker() : nothing}
      ${this.#offer.render({
        pending: () => bones(10),
        error: (error) => failure(error, words, () => this.#offer.run()),
        complete: (offer) => (offer ? this.chapter(reference, offer) : empty(told.none)),
      })}
    `;
  }

  private picker(): TemplateResult {
    const choose = ({ detail }: CustomEvent<AreaChoice | null>) => {
      if (detail) this.#address.go({ rest: { ...this.#address.rest, area_code: detail.area_code } });
    };
    return html`<jw-area-picker
      .label=${this.words.exports.area}
      .within=${this.home}
      .value=${this.#area.value?.area.name ?? ''}
      @jw-area=${choose}
    ></jw-area-picker>`;
  }

  private chapter(reference: Reference, offer: ExportOffer): TemplateResult {
    if (this.shown === 'templates') return html`<jw-template-list .templates=${offer.templates}></jw-template-list>`;
    if (this.shown === 'residents')
      return html`<jw-resident-export .reference=${reference} .offer=${offer}></jw-resident-export>`;
    return html`<jw-layer-export
      .offer=${offer}
      .given=${this.#address.rest}
      @jw-choice=${({ detail }: CustomEvent<Record<string, string>>) => this.#address.go({ rest: { ...this.#address.rest, ...detail } })}
    ></jw-layer-export>`;
  }

  private get shown(): Section {
    return (Object.keys(sections) as Section[]).find((name) => name === this.#address.section) ?? 'layers';
  }

  /** Chapters that the rail offers: persons to those alone who open their files. */
  private get open(): Section[] {
    return (Object.keys(sections) as Section[]).filter((name) => name !== 'residents' || may('open'));
  }

  /** Where the caller's own duty is: there the page begins. */
  private get home(): string {
    return this.#session.caller?.grants[0]?.area_code || this.#reference.value?.deployment.root?.area_code || '';
  }

  private get areaCode(): string {
    const named = this.#address.rest.area_code ?? '';
    return /^\d{2,18}$/.test(named) ? named : this.home;
  }

  /** Another chapter is read from its heading; what a chapter keeps in the address may change without that. */
  private toHeading(): void {
    if (this.shown === this.#named) return;
    this.#named = this.shown;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus());
  }
}
