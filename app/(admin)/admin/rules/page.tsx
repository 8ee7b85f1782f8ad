import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDuration } from '@/lib/messages/format';
import { type CategoryWithRules, type RulesView, viewRules } from '@/lib/usecases/view-rules';
import { limitsText } from './limits-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') };
}

export default async function RulesPage() {
  const actor = await personOrSignIn('/admin/rules');
  const answer = await viewRules(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('rules');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {answer.value.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      <div className="flex flex-col gap-10">
        {answer.value.map((place) => (
          <Categories key={place.location.id} place={place} />
        ))}
      </div>
    </>
  );
}

async function Categories({ place: { location, categories } }: { place: RulesView[number] }) {
  const [t, locale] = [await getTranslations('rules'), await getLocale()];
  return (
    <div className="flex flex-col gap-3">
      <DataTable
        caption={t('caption', { location: location.name })}
        showCaption
        columns={[
          { key: 'category', label: t('category') },
          { key: 'lengths', label: t('lengths') },
          { key: 'ahead', label: t('ahead') },
          { key: 'person', label: t('personColumn') },
        ]}
        rows={
          await Promise.all(
            categories.map(async (category) => ({
              key: category.id,
              cells: [
                <Link
                  key="name"
                  href={`/admin/rules/${category.id}`}
                  className="text-link inline-flex min-h-6 items-center"
                >
                  {category.name}
                </Link>,
                await lengthsText(category),
                t('days', { days: category.rules.windowDays }),
                limitsText(category.rules.limits, t, locale) || t('noLimits'),
              ],
            })),
          )
        }
      />
      <p className="prose-width">
        <Link href={`/admin/rules/locations/${location.id}`}>{t('locationLimits', { location: location.name })}</Link>
        {`: ${limitsText(location.limits, t, locale) || t('noLimits')}`}
      </p>
    </div>
  );
}

async function lengthsText({ rules, kinds }: CategoryWithRules): Promise<string> {
  const [t, locale] = [await getTranslations('rules'), await getLocale()];
  const { minMinutes, maxMinutes, fixedPeriods, periods, mediation } = rules;
  const ends = [...new Set([minMinutes, maxMinutes])].map((minutes) => formatDuration(minutes, locale));
  const lengths =
    kinds.length > 0
      ? t('people.kindsShort', { count: kinds.length })
      : fixedPeriods
        ? t('periodsShort', { count: kindsOf(periods) })
        : ends.join(' – ');
  return mediation ? `${lengths}, ${t('request')}` : lengths;
}

/** Periods that differ by their weekday only are one to people. */
const kindsOf = (periods: CategoryWithRules['rules']['periods']) =>
  new Set(periods.map(({ name, startsMinute, endsMinute }) => `${name} ${startsMinute} ${endsMinute}`)).size;
