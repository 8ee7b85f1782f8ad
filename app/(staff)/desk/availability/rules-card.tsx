import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { formatList, formatShortLocalDate } from '@/lib/messages/format';
import type { AvailabilityWeek } from '@/lib/usecases/view-availability';
import { isNowhere, placesText, ruleRange, ruleText } from './rule-text';

/** All that makes somebody available, in sentences, each with the way to change it. */
export async function RulesCard({ week: { person, coming, names, today, dates } }: { week: AvailabilityWeek }) {
  const [t, card, locale] = [
    await getTranslations('availability.rule'),
    await getTranslations('availability.rules'),
    await getLocale(),
  ];
  const title = person.isOwn ? card('title') : card('titleOf', { name: person.name });
  if (coming.length === 0)
    return (
      <Card title={title} id="rules">
        <p className="prose-width">{card(person.isOwn ? 'none' : 'noneOf', { name: person.name })}</p>
      </Card>
    );
  return (
    <Card title={title} id="rules">
      <ul className="divide-y divide-line">
        {coming.map((rule) => {
          const text = ruleText(rule, today, t, locale);
          const group = [...names.groups, ...names.formerGroups].find(({ id }) => id === rule.groupId);
          const skipped = rule.skippedDates.filter((date) => date >= today);
          const more = [
            ruleRange(rule, today, t, locale),
            t('at', { places: placesText(rule, names, locale) }),
            group && t('onlyGroup', { group: group.name }),
            rule.directions && t('ownDirections'),
            skipped.length > 0 &&
              t('except', {
                dates: formatList(
                  skipped.slice(0, 5).map((date) => formatShortLocalDate(date, locale)),
                  locale,
                ),
                more: Math.max(0, skipped.length - 5),
              }),
          ].filter(Boolean);
          return (
            <li key={rule.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-3 first:pt-0">
              <div className="min-w-0 break-words">
                <p className="font-medium">{text}</p>
                <p className="prose-width text-sm text-ink-soft">{more.join(' · ')}</p>
                {isNowhere(rule, names) && <Badge tone="attention">{t('nowhere')}</Badge>}
                {names.formerGroups.some(({ id }) => id === rule.groupId) && (
                  <Badge tone="attention">{t('noMember')}</Badge>
                )}
              </div>
              <Link
                href={`/desk/availability/rules/${rule.id}?week=${dates[0]}`}
                prefetch={false}
                className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
              >
                {card('change')}
                <span className="sr-only">: {text}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
