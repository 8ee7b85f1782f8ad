import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { AccessBadges } from '@/app/(admin)/admin/catalogue/access-badges';
import { OrderButtons } from '@/app/(admin)/admin/catalogue/order-buttons';
import type { AppointmentAdminView } from '@/lib/usecases/view-appointment-admin';

/** Groups in the order in which patrons see them. */
export function GroupsCard({ groups }: Pick<AppointmentAdminView, 'groups'>) {
  const t = useTranslations('appointmentAdmin.overview');
  return (
    <Card id="groups" title={t('groups')}>
      <p className="prose-width mb-4 text-ink-soft">{t('groupsLead')}</p>
      {groups.length === 0 && <p className="mb-4">{t('noGroups')}</p>}
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {groups.map(({ id, name, slug, members, active, access }, place) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <Link href={`/admin/appointments/groups/${id}`} className="text-link inline-flex min-h-6 items-center">
                {name}
              </Link>
              <span className="text-sm break-words text-ink-soft">
                /appointments/{slug} · {t('members', { count: members.length })}
              </span>
              <AccessBadges active={active} access={access} />
            </span>
            <OrderButtons
              kind="appointment_group"
              id={id}
              name={name}
              isFirst={place === 0}
              isLast={place === groups.length - 1}
            />
          </li>
        ))}
      </ul>
      <LinkButton href="/admin/appointments/groups/new" icon="plus">
        {t('addGroup')}
      </LinkButton>
    </Card>
  );
}
