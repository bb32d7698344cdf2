export interface Label {
    /** The verb and the table, never a value: `INSERT INTO accounts`, `SELECT FROM orders`, `BEGIN`, `COMMIT`. */
    readonly what: string;
    readonly write: boolean;
}
/** What a statement of SQL does, of SQLite, PostgreSQL or MySQL. */
export declare function labelOf(sql: string): Label;
