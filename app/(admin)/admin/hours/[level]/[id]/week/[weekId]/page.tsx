import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatList, formatShortLocalDate, formatWeekday } from '@/lib/messages/format';
import { viewWeek, type WeekView } from '@/lib/usecases/view-hours';
import { weekValues } from '../../../../day-values';
import { HoursForm } from '../../../../hours-form';
import { hoursFormWords } from '../../../../hours-form-words';
import { ownerCrumbs, ownerPath } from '../../../../owner-crumbs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours.week'))('edit') };
}

type Props = { params: Promise<{ level: string; id: string; weekId: string }> };

export default async function WeekPage({ params }: Props) {
  const { level, id, weekId } = await params;
  const actor = await personOrSignIn(`/admin/hours/${level}/${id}/week/${weekId}`);
  const answer = await viewWeek(actor, { level, id, weekId });
  if (!answer.ok && answer.refusal.code === 'not_found') notFound();
  if (!answer.ok) return refusedPage(answer.refusal);
  const { owner, week, spans, others } = answer.value;
  const [t, admin, locale] = [
    await getTranslations('hours.week'),
    await getTranslations('hours.admin'),
    await getLocale(),
  ];
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const legend = formatWeekday(day, locale);
    const same = day === 1 ? undefined : t('same', { day: formatWeekday(day - 1, locale) });
    return { day, legend, more: t('more', { day: legend }), ...(same && { same }) };
  });
  const line = (name: 'name' | 'from' | 'to', type: 'text' | 'date') => ({
    ...{ name, type, label: t(name), hint: t(`${name}Hint`), optional: true },
  });
  const crumbs = [...ownerCrumbs(owner, admin('title')), { href: ownerPath(owner), label: owner.name }];
  return (
    <>
      <PageHeader title={t(week ? 'edit' : 'new')} lead={t('lead', { name: owner.name })} crumbs={crumbs} />
      <HoursForm
        hidden={{ level: owner.level, id: owner.id, kind: 'week', weekId: week?.id ?? '' }}
        head={{
          title: t('dates'),
          about: `${await othersText(others)} ${admin('rules')}`.trim(),
          lines: [line('name', 'text'), line('from', 'date'), line('to', 'date')],
        }}
        days={{ title: t('days'), list: days }}
        words={await hoursFormWords()}
        initial={{ name: week?.name ?? '', from: week?.from ?? '', to: week?.to ?? '', ...weekValues(spans) }}
        back={
          <LinkButton href={ownerPath(owner)} variant="quiet">
            {t('cancel')}
          </LinkButton>
        }
      />
    </>
  );
}

async function othersText(others: WeekView['others']): Promise<string> {
  if (others.length === 0) return '';
  const [t, admin, locale] = [
    await getTranslations('hours.week'),
    await getTranslations('hours.admin'),
    await getLocale(),
  ];
  const date = (at: string) => formatShortLocalDate(at, locale);
  const list = others.map(({ name, from, to }) => {
    if (!from) return name || admin('usual');
    const dates = to ? admin('range', { from: date(from), to: date(to) }) : admin('onward', { from: date(from) });
    return admin('noted', { hours: name || admin('weeks'), note: dates });
  });
  return t('others', { list: formatList(list, locale) });
}
