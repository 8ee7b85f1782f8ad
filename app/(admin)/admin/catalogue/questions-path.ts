type Owner = { categoryId: number } | { resourceId: number } | { kindId: number };

/** The page with the questions of a category, a space or a kind of appointment; people have their own kinds at the desk. */
export function questionsPath(owner: Owner, at: string | undefined): string {
  if ('kindId' in owner) return `/${at === 'desk' ? 'desk' : 'admin'}/appointments/kinds/${owner.kindId}`;
  return 'categoryId' in owner
    ? `/admin/catalogue/categories/${owner.categoryId}`
    : `/admin/spaces/${owner.resourceId}/edit`;
}
