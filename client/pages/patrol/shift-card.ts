import { html, nothing, type TemplateResult } from 'lit';
import type { PatrolShift } from '../../../server/api/squads/schema.ts';
import { icon } from '../../elements/icon.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatCount } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { shiftBar } from './roster-week.ts';

/** A shift in the roster: its time as a bar of the day and in words, people, purpose. */
export function shiftCard(
  shift: PatrolShift,
  words: Messages,
  language: LanguageChoice,
  press: () => void,
): TemplateResult {
  const { roster, common } = words.planning;
  const [from, to] = shiftBar(shift);
  const overNight = shift.ends_at <= shift.starts_at;
  const time = `${shift.starts_at}–${overNight ? `${roster.nextDay} ` : ''}${shift.ends_at}`;
  return html`<button class="card ${shift.purpose}" @click=${press}>
    <span class="visually-hidden">${shift.squad_name} ${shift.day}</span>
    <span class="time figure"><span class="whole">${time}</span><span class="from">${shift.starts_at}</span></span>
    <span class="bar" aria-hidden="true">
      <span class=${overNight ? 'on' : ''} style=${styleOf({ 'inset-inline-start': `${from * 100}%`, 'inline-size': `${(to - from) * 100}%` })}></span>
    </span>
    <span class="time figure till">${shift.ends_at}</span>
    <span class="more">
      <span class="figure">${common.people(formatCount(shift.people, language))}</span>
      ${shift.purpose === 'routine' ? nothing : html`<span class="purpose">${icon('roles')}<span class="word">${roster.purpose[shift.purpose]}</span></span>`}
      ${shift.handovers.length ? html`<span class="purpose" title=${words.planning.handover.title}>${icon('handOver')}${formatCount(shift.handovers.length, language)}</span>` : nothing}
    </span>
  </button>`;
}
