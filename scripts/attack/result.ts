/** What an attack found: a line of figures, and whether that is nothing. */
export interface AttackResult {
  clean: boolean;
  [figure: string]: unknown;
}
