/** The page of a kind, a person or a group, where it is edited: one's own kinds at the desk, all else by admins. */
export function offeredPath(what: 'kind' | 'person' | 'group', id: number, at: string | undefined): string {
  if (what === 'kind') return `/${at === 'desk' ? 'desk' : 'admin'}/appointments/kinds/${id}`;
  return `/admin/appointments/${what === 'person' ? 'people' : 'groups'}/${id}`;
}
