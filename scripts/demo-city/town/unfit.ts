/** A town that was drawn by chance and cannot stand: another is drawn in its place. */
export class UnfitTownError extends Error {}
