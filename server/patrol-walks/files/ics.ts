import { type ExportedPlan, type ExportedRoute, isoOf, timesOf, titleOf } from './exported.ts';

/** Octets of a line before it is folded (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

/** A plan as iCalendar (RFC 5545): an event a squad, its stops in the description; times in UTC, no alarm. */
export function icsOf(plan: ExportedPlan): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Jingwei//Patrol plan//${plan.language === 'en' ? 'EN' : 'ZH'}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...plan.routes.flatMap((route) => eventOf(route, plan)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(route: ExportedRoute, plan: ExportedPlan): string[] {
  const { squad_id, squad_name, from_min, to_min, stops } = route;
  const [first] = stops;
  const stopLines = stops.map(
    (stop, at) => `${titleOf(stop, at)} ${timesOf(stop, plan)}${stop.address ? ` ${stop.address}` : ''}`,
  );
  return [
    'BEGIN:VEVENT',
    `UID:patrol-${plan.id}-${squad_id}@jingwei`,
    `DTSTAMP:${basic(plan.updated_at.toISOString())}`,
    `DTSTART:${basic(isoOf(from_min, plan))}`,
    `DTEND:${basic(isoOf(to_min, plan))}`,
    `SUMMARY:${text(`${plan.name} ${squad_name}`)}`,
    ...(first
      ? [`LOCATION:${text(first.name)}`, `GEO:${first.centre[1].toFixed(6)};${first.centre[0].toFixed(6)}`]
      : []),
    `DESCRIPTION:${text(stopLines.join('\n'))}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

/** `2026-05-01T12:00:00Z` without its marks. */
function basic(iso: string): string {
  return `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value (3.3.11). */
function text(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A line in pieces of at most 75 octets, none of which cuts a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    // The space that a piece begins with is one of its octets.
    if (octets + size > MOST_OCTETS - (pieces.length > 0 ? 1 : 0)) {
      pieces.push(piece);
      piece = '';
      octets = 0;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}
