import type { HoursView } from '@/lib/usecases/view-hours';

type Owner = HoursView['owner'];

export const ownerPath = ({ level, id }: Pick<Owner, 'level' | 'id'>) => `/admin/hours/${level}/${id}`;

/** The pages above one owner's: the list, its location, its category. */
export function ownerCrumbs(
  { level, locationId, locationName, category }: Owner,
  title: string,
): { href: string; label: string }[] {
  return [
    { href: '/admin/hours', label: title },
    ...(level === 'location' ? [] : [{ href: ownerPath({ level: 'location', id: locationId }), label: locationName }]),
    ...(category ? [{ href: ownerPath({ level: 'category', id: category.id }), label: category.name }] : []),
  ];
}
