/** The greatest Edm.Int32. Of what SQLite stores, texts and bytes are beyond every number. */
export const MOST_NUMBER = 2_147_483_647;

/** The number behind a stored one; what somebody else has made no number, or one beyond the type of its property, begins again with 1. */
export const nextNumber = (stored: unknown): number => (typeof stored === 'number' && Number.isInteger(stored) && stored >= 0 && stored < MOST_NUMBER ? stored + 1 : 1);
