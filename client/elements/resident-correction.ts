/** What a resident may have corrected. */
export interface Correction {
  name?: string;
  phone?: string;
  birth_date?: string;
  sex?: 'female' | 'male';
  relation?: string;
}

/** The fields of a form that were filled in, `read` by name; null where none was. */
export function correctionOf(read: (name: keyof Correction) => string): Correction | null {
  const correction: Correction = {};
  for (const name of ['name', 'phone', 'birth_date', 'relation'] as const) {
    const text = read(name);
    if (text) correction[name] = text;
  }
  const sex = read('sex');
  if (sex === 'female' || sex === 'male') correction.sex = sex;
  return Object.keys(correction).length > 0 ? correction : null;
}
