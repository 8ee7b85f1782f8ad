import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { currentActor } from '@/lib/auth/actor';
import { formatShortDate, formatTime } from '@/lib/messages/format';
import { type AppointmentsView, viewAppointments } from '@/lib/usecases/view-appointments';

type Props = { searchParams: Promise<{ subject?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.appointments');
  return { title: t('title') };
}

export default async function AppointmentsPage({ searchParams }: Props) {
  const { subject: asked } = await searchParams;
  const subject = typeof asked === 'string' ? asked.slice(0, 100) : '';
  const t = await getTranslations('patron.appointments');
  const answer = await viewAppointments(await currentActor(), { subject }, new Date());
  const { people, subjects } = answer.ok ? answer.value : { people: [], subjects: [] };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {subjects.length > 0 && (
        <form action="/appointments" method="get" className="mb-8 flex max-w-md items-end gap-2">
          <div className="min-w-0 flex-1">
            <SelectField
              key={subject}
              name="subject"
              label={t('subject')}
              required={false}
              prompt={t('all')}
              choices={subjects.map((one) => ({ value: one, label: one }))}
              defaultValue={subject}
            />
          </div>
          <SubmitButton variant="secondary">{t('show')}</SubmitButton>
        </form>
      )}
      {people.length > 0 ? <People people={people} /> : <Nobody subject={subject} />}
    </>
  );
}

async function People({ people }: Pick<AppointmentsView, 'people'>) {
  const [t, locale] = [await getTranslations('patron.appointments'), await getLocale()];
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {people.map(({ person, nextFree }) => {
        const place = { locale, timeZone: person.timeZone };
        const time = nextFree && `${formatShortDate(nextFree, place)}, ${formatTime(nextFree, place)}`;
        return (
          <li key={person.id} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-5">
            <h2 className="text-xl">{person.name}</h2>
            {person.description && <p>{person.description}</p>}
            {person.subjects.length > 0 && (
              <p className="text-ink-soft">
                <span className="sr-only">{t('subjects')}: </span>
                {person.subjects.join(', ')}
              </p>
            )}
            <p className="flex-1 text-sm">
              {person.locationName}
              <br />
              {time ? t('nextFree', { time }) : t('noneSoon')}
            </p>
            <div>
              <LinkButton href={`/appointments/${person.slug}`}>
                {t('see', { name: firstName(person.name) })}
              </LinkButton>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

async function Nobody({ subject }: { subject: string }) {
  const t = await getTranslations('patron.appointments');
  if (!subject) return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
  return (
    <EmptyState
      title={t('noMatch.title', { subject })}
      action={<LinkButton href="/appointments">{t('noMatch.action')}</LinkButton>}
    />
  );
}

const firstName = (name: string) => name.split(' ')[0] ?? name;
