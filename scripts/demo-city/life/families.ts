import type { Random } from '../../../server/simulator/random.ts';
import { addDays, daysBetween } from './days.ts';
import { drawBirthDate, drawName, drawPhone, type Sex } from './people.ts';

/** A resident before there is an id. `relation` is to the head: spouse, child, parent, cotenant, owner. */
export interface Person {
  name: string;
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'cotenant' | 'owner';
  sex: Sex;
  birth_date: string;
  phone: string | null;
  registered_here: boolean;
  lives_here: boolean;
}

export type DoorState = 'occupied' | 'let' | 'empty' | 'unknown';

/** Shapes of families with their share among owner-occupied doors and among let ones. */
const shapes = [
  { shape: 'single', occupied: 9, let: 34 },
  { shape: 'old_single', occupied: 6, let: 1 },
  { shape: 'couple', occupied: 15, let: 24 },
  { shape: 'old_couple', occupied: 13, let: 2 },
  { shape: 'one_child', occupied: 30, let: 17 },
  { shape: 'two_children', occupied: 12, let: 5 },
  { shape: 'three_generations', occupied: 12, let: 2 },
  { shape: 'one_parent', occupied: 3, let: 2 },
  { shape: 'cotenants', occupied: 0, let: 13 },
] as const;

/** Age of a mother at a birth, in years; with partners under 5 years apart a father stays within 16 to 50 as well. */
const BIRTH_AGE = { low: 22, high: 37 };

/** People of one door; empty where nobody is known there. */
export function drawHousehold(random: Random, today: string, state: DoorState): Person[] {
  if (state === 'unknown') return random.chance(0.5) ? [] : drawFamily(random, today, 'occupied').slice(0, 1);
  if (state === 'empty') {
    // 人户分离: on the register at this door, living somewhere else.
    return random.chance(0.4) ? place(drawFamily(random, today, 'occupied').slice(0, 3), true, false) : [];
  }
  if (state === 'let') {
    const tenants = place(drawFamily(random, today, 'let'), false, true);
    if (random.chance(0.1)) place(tenants, true, true);
    return random.chance(0.2) ? [...tenants, drawOwner(random, today)] : tenants;
  }
  const family = drawFamily(random, today, 'occupied');
  const registered = random.next();
  if (registered < 0.13) return place(family, false, true);
  const last = family.at(-1)!;
  if (registered < 0.2 && last.relation === 'child' && daysBetween(last.birth_date, today) > 19 * 365)
    last.lives_here = false;
  if (registered > 0.92 && family[1]) family[1].registered_here = false;
  return family;
}

function place(family: Person[], registered_here: boolean, lives_here: boolean): Person[] {
  for (const person of family) Object.assign(person, { registered_here, lives_here });
  return family;
}

function drawOwner(random: Random, today: string): Person {
  const owner = drawAdult(random, today, 'owner', random.integer(32, 66));
  return { ...owner, registered_here: true, lives_here: false };
}

function drawAdult(
  random: Random,
  today: string,
  relation: Person['relation'],
  years: number,
  sex?: Sex,
  surname?: string,
): Person {
  const own = sex ?? (random.chance(relation === 'head' ? 0.68 : 0.5) ? 'male' : 'female');
  return {
    name: drawName(random, own, surname),
    relation,
    sex: own,
    birth_date: drawBirthDate(random, today, years),
    phone: random.chance(years > 75 ? 0.55 : 0.9) ? drawPhone(random) : null,
    registered_here: true,
    lives_here: true,
  };
}

function drawFamily(random: Random, today: string, state: 'occupied' | 'let'): Person[] {
  const { shape } = shapes[random.weighted(shapes.map((entry) => entry[state]))]!;
  const young = state === 'let' ? 12 : 0;
  switch (shape) {
    case 'single':
      return [drawAdult(random, today, 'head', random.integer(22, 58 - young))];
    case 'old_single':
      return [drawAdult(random, today, 'head', random.integer(63, 91))];
    case 'couple':
      return drawCouple(random, today, random.integer(25, 58 - young));
    case 'old_couple':
      return drawCouple(random, today, random.integer(60, 86));
    case 'cotenants':
      return drawCotenants(random, today);
    case 'one_parent':
      return withChildren(random, today, [drawAdult(random, today, 'head', random.integer(27, 52), 'female')], 1);
    case 'one_child':
      return withChildren(random, today, drawCouple(random, today, random.integer(26, 55 - young)), 1);
    case 'two_children':
      return withChildren(random, today, drawCouple(random, today, random.integer(31, 50 - young)), 2);
    default:
      return withParents(
        random,
        today,
        withChildren(random, today, drawCouple(random, today, random.integer(28, 48)), random.chance(0.3) ? 2 : 1),
      );
  }
}

/** Head and spouse, at most 5 years apart. */
function drawCouple(random: Random, today: string, years: number): Person[] {
  const head = drawAdult(random, today, 'head', years);
  const spouse = drawAdult(random, today, 'spouse', years, head.sex === 'male' ? 'female' : 'male');
  spouse.birth_date = addDays(head.birth_date, random.integer(-4 * 365, 4 * 365));
  return [head, spouse];
}

function drawCotenants(random: Random, today: string): Person[] {
  const head = drawAdult(random, today, 'head', random.integer(20, 38));
  const others = Array.from({ length: random.integer(1, 3) }, () =>
    drawAdult(random, today, 'cotenant', random.integer(20, 38), random.chance(0.85) ? head.sex : undefined),
  );
  return [head, ...others];
}

/** Adds children born when the mother was 22 to 37; grown ones of 28 and more have moved out. */
function withChildren(random: Random, today: string, parents: Person[], count: number): Person[] {
  const mother = parents.find((parent) => parent.sex === 'female') ?? parents[0]!;
  const father = parents.find((parent) => parent.sex === 'male');
  const surname = (father ?? mother).name[0]!;
  const motherDays = daysBetween(mother.birth_date, today);
  let birthAge = Math.max(random.between(BIRTH_AGE.low, BIRTH_AGE.high - 4), motherDays / 365.25 - 28);
  const family = [...parents];
  for (let child = 0; child < count; child++) {
    if (birthAge > BIRTH_AGE.high + 8 || birthAge * 365.25 > motherDays - 20) break;
    const sex: Sex = random.chance(0.52) ? 'male' : 'female';
    const birth_date = addDays(mother.birth_date, Math.round(birthAge * 365.25));
    const grown = daysBetween(birth_date, today) > 14 * 365.25;
    family.push({
      name: drawName(random, sex, surname),
      relation: 'child',
      sex,
      birth_date,
      phone: grown && random.chance(0.8) ? drawPhone(random) : null,
      registered_here: true,
      lives_here: true,
    });
    birthAge += random.between(1.5, 5);
  }
  return family;
}

/** Adds one or both parents of the head, who had the head at 23 to 34. */
function withParents(random: Random, today: string, family: Person[]): Person[] {
  const head = family[0]!;
  const headYears = daysBetween(head.birth_date, today) / 365.25;
  const surname = head.name[0]!;
  const mother = drawAdult(random, today, 'parent', 0, 'female');
  mother.birth_date = addDays(head.birth_date, -Math.round(random.between(23, 33) * 365.25));
  const father = drawAdult(random, today, 'parent', 0, 'male', surname);
  father.birth_date = addDays(mother.birth_date, random.integer(-4 * 365, 365));
  const both = headYears < 45 && random.chance(0.4);
  const parents = both ? [father, mother] : [random.chance(0.7) ? mother : father];
  return [...family, ...parents];
}
