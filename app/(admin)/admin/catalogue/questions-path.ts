/** The page with the questions of a category; below zero: of the space of that number. */
export const questionsPath = (owner: number): string =>
  owner < 0 ? `/admin/spaces/${-owner}/edit` : `/admin/catalogue/categories/${owner}`;
