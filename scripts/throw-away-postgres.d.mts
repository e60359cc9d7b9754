/** Folder of the newest installed server programs that have PostGIS, or null. */
export function findPostgres(): string | null;
/** Starts a server on a free port of 127.0.0.1; `stop()` ends it and removes its folder. @param isDurable what is committed reaches the disk. */
export function startPostgres(folder: string, isDurable?: boolean): Promise<{ url: string; stop(): void }>;
