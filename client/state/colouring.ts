/** What the colours of incidents on the map say: how urgent each is, at which level it was settled, or through how many hands it passed. */
export const colourings = ['urgency', 'settled', 'hands'] as const;
export type Colouring = (typeof colourings)[number];
