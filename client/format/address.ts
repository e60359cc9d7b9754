import type { LanguageChoice } from '../state/store.ts';

/** A floor in words: 12层, 地下1层. Never 0. */
export function formatFloor(floor: number, language: LanguageChoice): string {
  if (language === 'en') return floor < 0 ? `Basement ${-floor}` : `Floor ${floor}`;
  return floor < 0 ? `地下${-floor}层` : `${floor}层`;
}

/** A floor as it stands at the edge of the door matrix: 12, B1. */
export function formatFloorShort(floor: number): string {
  return floor < 0 ? `B${-floor}` : String(floor);
}

/** What tells a door from the others of its floor: 1203 on floor 12 is 03; a door that does not begin with its floor stays whole. */
export function doorOnFloor(door: string, floor: number): string {
  const prefix = String(Math.abs(floor));
  return door.startsWith(prefix) && door.length > prefix.length + 1 ? door.slice(prefix.length) : door;
}

/** What a building is called: its name, else its address, else its number. */
export function buildingName(
  building: { id: number; name: string | null; address: string | null },
  language: LanguageChoice,
): string {
  return (
    building.name ?? building.address ?? (language === 'en' ? `Building no. ${building.id}` : `楼栋 ${building.id}`)
  );
}
