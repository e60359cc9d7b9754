/** The Chromium to drive, or null. */
export function findChromium(): string | null;
/** Installs what is missing by apt, where that is possible; says nothing and does nothing when all is there. */
export function installSystemPackages(): void;
/** The same for the web server and the load generator of benchmarks; returns the programs that are still missing. */
export function installBenchTools(): string[];
/** The same for the programs of attacks. */
export function installAttackTools(): string[];
