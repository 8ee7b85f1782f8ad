/**
 * LibCal's forms are things of their own; here a category asks its questions, and a space may ask more. A category's form
 * has the category's number; a space that asks more has a form of its own, whose number begins here.
 */
const OF_SPACES = 500_000_000;

export type FormOf = { categoryId: number } | { spaceId: number };

export const formId = (of: FormOf): number => ('spaceId' in of ? OF_SPACES + of.spaceId : of.categoryId);

export const formOf = (id: number): FormOf => (id > OF_SPACES ? { spaceId: id - OF_SPACES } : { categoryId: id });

/** What a space's `formid` says: its own form, else its category's, or 0 where nothing is asked beside name and address. */
export const formIdOfSpace = (
  { id, categoryId }: { id: number; categoryId: number },
  { asks, categoryAsks }: { asks: boolean; categoryAsks: boolean },
): number => {
  if (asks) return formId({ spaceId: id });
  return categoryAsks ? formId({ categoryId }) : 0;
};
