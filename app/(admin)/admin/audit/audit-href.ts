import type { AuditThing } from '@/lib/usecases/audit-names';

type Thing = NonNullable<AuditThing['thing']>;

/** The page of a thing that the log speaks of; null: none shows it. */
export function auditHref({ page, key }: Thing): string | null {
  switch (page) {
    case 'account':
      return `/admin/people/${key}`;
    case 'space':
      return `/admin/spaces/${key}`;
    case 'person':
      return `/admin/appointments/people/${key}`;
    case 'location':
      return `/admin/catalogue/locations/${key}`;
    case 'spaceCategory':
      return `/admin/catalogue/categories/${key}`;
    case 'peopleCategory':
      return `/admin/appointments/categories/${key}`;
    case 'feature':
      return `/admin/catalogue/features/${key}`;
    case 'patronGroup':
      return `/admin/catalogue/groups/${key}`;
    case 'appointmentGroup':
      return `/admin/appointments/groups/${key}`;
    case 'kind':
      return `/admin/appointments/kinds/${key}`;
    case 'link':
      return `/admin/health/${key}`;
    case 'booking':
      return `/desk/bookings/${key}`;
    case 'series':
      return `/desk/series/${key}`;
    case 'conflict':
      return `/admin/conflicts#case-${key}`;
    case 'bans':
      return '/desk/bans';
    case 'client':
      return `/admin/api/clients/${key}`;
    case 'webhook':
      return `/admin/api/webhooks/${key}`;
    case 'feeds':
      return '/admin/api/feeds';
    case 'people':
      return '/admin/people#invitations';
    case 'accounts':
      return '/admin/health/accounts';
    case 'availability':
      return `/desk/availability?person=${key}`;
    case null:
      return null;
  }
}
