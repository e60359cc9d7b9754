/** True on the page of a wall: it asks with the wall's own credential, whoever is signed in beside it. */
export const isWallPage = /^\/wall\/*$/.test(globalThis.location?.pathname ?? '');

/** Header by which a request says that a wall asks; empty on every other page. */
export const wallHeaders: Readonly<Record<string, string>> = isWallPage ? { 'Jingwei-Wall': '1' } : {};
