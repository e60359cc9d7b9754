import { courseClassOf, courseColour, courseDotLooks } from '../layers/incident-course.ts';
import { dotLooks } from '../layers/incident-stops.ts';
import { urgencies, urgencyColour } from '../layers/incidents.ts';
import type { Colouring } from '../state/colouring.ts';
import type { Palette } from '../theme/palette.ts';
import type { Points } from './points.ts';

/** Points that are drawn alike: a stretch of buffers. */
export interface DotRun {
  length: number;
  attributes: {
    getPosition: { value: Float64Array; size: 2 };
    getFilterValue: { value: Float32Array; size: 3 };
  };
}

/** What is drawn of one class of dots. */
export type DotLook = (typeof dotLooks | typeof courseDotLooks)[number];

/** How the classes of a colouring look, what lies lowest first. */
export function looksOf(colouring: Colouring): readonly DotLook[] {
  return colouring === 'urgency' ? dotLooks : courseDotLooks;
}

/** Colour of a class of dots. */
export function dotColour(palette: Palette, colouring: Colouring, place: number): string {
  return colouring === 'urgency' ? urgencyColour(palette, place as 0) : courseColour(palette, place as 0);
}

/** The classes that a point may be of: the class of one at a place. */
export function dotClass(points: Points, colouring: Colouring, place: number, urgency: number): number {
  return colouring === 'urgency' ? urgency : courseClassOf(colouring, points.settled[place]!, points.hands[place]!);
}

type Positions = DotRun['attributes']['getPosition'];

/**
 * Runs of points by class. They are made once a set of points and colouring; of a set whose filter values alone have changed
 * the positions stay the same objects, so that the graphics card keeps them.
 */
export class DotRuns {
  readonly #made = new WeakMap<Points, Map<string, readonly DotRun[]>>();
  readonly #positions = new WeakMap<Float64Array, readonly Positions[]>();

  /** @param range of urgencies that are shown; other colourings than by urgency leave the rest out. */
  of(points: Points, colouring: Colouring, range: readonly [number, number]): readonly DotRun[] {
    const made = this.#made.get(points) ?? new Map<string, readonly DotRun[]>();
    this.#made.set(points, made);
    const key = colouring === 'urgency' ? colouring : `${colouring} ${range}`;
    const runs =
      made.get(key) ?? (colouring === 'urgency' ? this.#byUrgency(points) : byCourse(points, colouring, range));
    made.set(key, runs);
    return runs;
  }

  #byUrgency({ position, filter, starts }: Points): DotRun[] {
    const stretch = (urgency: number) => [starts[urgency]!, starts[urgency + 1]!] as const;
    let positions = this.#positions.get(position);
    if (!positions) {
      positions = urgencies.map((urgency) => {
        const [from, to] = stretch(urgency);
        return { value: position.subarray(from * 2, to * 2), size: 2 as const };
      });
      this.#positions.set(position, positions);
    }
    return urgencies.map((urgency) => {
      const [from, to] = stretch(urgency);
      const getFilterValue = { value: filter.subarray(from * 3, to * 3), size: 3 as const };
      return { length: to - from, attributes: { getPosition: positions[urgency]!, getFilterValue } };
    });
  }
}

function byCourse(
  points: Points,
  colouring: Exclude<Colouring, 'urgency'>,
  [least, most]: readonly [number, number],
): DotRun[] {
  const { position, filter, settled, hands, starts } = points;
  const places = courseDotLooks.map((): number[] => []);
  for (let place = starts[least]!; place < starts[most + 1]!; place++) {
    places[courseClassOf(colouring, settled[place]!, hands[place]!)]!.push(place);
  }
  return places.map((of) => {
    const value = new Float64Array(of.length * 2);
    const values = new Float32Array(of.length * 3);
    of.forEach((place, at) => {
      value.set(position.subarray(place * 2, place * 2 + 2), at * 2);
      values.set(filter.subarray(place * 3, place * 3 + 3), at * 3);
    });
    return {
      length: of.length,
      attributes: { getPosition: { value, size: 2 }, getFilterValue: { value: values, size: 3 } },
    };
  });
}
