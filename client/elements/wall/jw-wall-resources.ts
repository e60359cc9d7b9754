import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallResource } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { FillingElement } from './filling-element.ts';
import { gravest, type ResourceSum, resourceSums } from './order-state.ts';
import { wallStyles } from './wall-styles.ts';

/** Heights of the two kinds of rows. */
const KIND_REM = 4.5;
const ROW_REM = 2.1;

/** What can be called upon in the gravest emergency: how much of it is free, by kind and place. */
@customElement('jw-wall-resources')
export class JwWallResources extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      .kind {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        grid-template-rows: auto 0.4rem;
        gap: 0.3rem 0.75rem;
        align-items: baseline;
        align-content: end;
        block-size: 4.5rem;
        padding-block-end: 0.4rem;
        font-weight: 600;
      }
      .kind .note {
        font-weight: 400;
      }
      .kind .figure {
        font-size: 2.25rem;
      }
      .all {
        font-size: 1.125rem;
        font-weight: 400;
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .bar i {
        background: color-mix(in srgb, var(--lamp) 80%, var(--paper));
      }
      .one {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        column-gap: 1rem;
        align-items: center;
        block-size: 2.1rem;
        font-size: 1.125rem;
        color: var(--ink-soft);
      }
      .one .figure {
        font-weight: 400;
        color: var(--ink);
      }
    `,
  ];

  override render() {
    const words = this.words.resources;
    const resources = gravest(this.view.own.emergencies)?.resources ?? [];
    return html`${this.heading(words.title, words.aside)}
      ${
        resources.length === 0
          ? html`<p class="empty">${words.empty}</p>`
          : html`<ul class="rows">${this.#kinds(resources)}</ul>`
      }`;
  }

  /** Every kind, and as many of each as have room; how many there are stands beside the kind. */
  #kinds(resources: readonly WallResource[]): TemplateResult[] {
    const sums = resourceSums(resources);
    const each = Math.floor(this.rowsWithin(ROW_REM, sums.length * KIND_REM) / sums.length);
    return sums.flatMap((sum) => this.#kind(sum, resources.filter(({ kind }) => kind === sum.kind).slice(0, each)));
  }

  /** Stores are of all sorts, bags and pumps: they are not added up. */
  #kind({ kind, free, quantity, place_count }: ResourceSum, resources: readonly WallResource[]): TemplateResult[] {
    const words = this.words.resources;
    const count = (value: number) => formatCount(value, this.view.language);
    return [
      html`<li class="kind">
        <span>${words.kind[kind]}</span>
        <span class="note">${words.places(count(place_count))}</span>
        ${kind === 'store' ? nothing : html`<span>${this.figure(kind, count(free))}<span class="all"> / ${count(quantity)}</span></span>`}
        ${kind === 'store' ? nothing : html`<span class="bar"><i style=${styleOf({ '--share': quantity > 0 ? free / quantity : 0 })}></i></span>`}
      </li>`,
      ...resources.map(
        ({ id, name, free, quantity }) => html`<li class="one">
          <span class="cut">${name}</span>
          <span>${this.figure(String(id), count(free))}<span class="all"> / ${count(quantity)}</span></span>
        </li>`,
      ),
    ];
  }
}
