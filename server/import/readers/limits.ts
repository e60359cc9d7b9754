// What a file may ask of the server. A district's largest sheets have some 100,000 rows and 60 columns, its largest layers a million shapes.

/** Columns of a table; Excel itself allows 16,384. */
export const MAX_COLUMNS = 512;
/** Tables of one file. */
export const MAX_TABLES = 200;
/** Entries of a ZIP archive, which XLSX and KMZ are, too. */
export const MAX_ENTRIES = 10_000;
/** Bytes of all entries of an archive together, unpacked. */
export const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;
/** Unpacked to packed; sheets full of equal rows come to 100. Small archives may be denser. */
export const MAX_RATIO = 300;
export const RATIO_FREE_BYTES = 64 * 1024 ** 2;
/** Texts that the cells of a workbook share, in characters: they are held in memory. */
export const MAX_SHARED_CHARACTERS = 64 * 1024 ** 2;
/** One row, feature or element of XML, in characters. */
export const MAX_ROW_CHARACTERS = 32 * 1024 ** 2;
/** Positions of one shape. */
export const MAX_POSITIONS = 2_000_000;
/** Rows in one batch. */
export const BATCH_ROWS = 1000;
