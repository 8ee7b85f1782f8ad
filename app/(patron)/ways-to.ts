/** How to find a space: its own directions, then those of its location, those that say something. */
export const waysTo = (...directions: string[]): string[] => [...new Set(directions.filter(Boolean))];
