/** The Chromium to drive, or null. */
export function findChromium(): string | null;
/** Installs what is missing by apt, where that is possible; says nothing and does nothing when all is there. */
export function installSystemPackages(): void;
