import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import type { PeopleFound } from '@/lib/usecases/find-people';

/** Ways to people whom one need not know by name: groups, subjects and places, each with one calendar. */
export async function TeamLinks({ found: { groups, subjects, wheres } }: { found: PeopleFound }) {
  const t = await getTranslations('findPeople');
  const locations = wheres.flatMap(({ location }) => location ?? []);
  return (
    <>
      {groups.length > 0 && (
        <section aria-labelledby="groups" className="mb-10">
          <h2 id="groups" className="text-xl">
            {t('groups')}
          </h2>
          <p className="mb-4 text-ink-soft">{t('groupsHint')}</p>
          <ul className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
            {groups.map(({ slug, name, description }) => (
              <li key={slug} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-5">
                <h3 className="text-xl">{name}</h3>
                <p className="flex-1">{description}</p>
                <div>
                  <LinkButton href={`/appointments/${slug}`}>{t('seeGroup', { name })}</LinkButton>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="mb-10 grid gap-8 md:grid-cols-2">
        <Links
          title={t('bySubject')}
          links={subjects.map((one) => ({ href: `/appointments/subjects/${encodeURIComponent(one)}`, label: one }))}
        />
        <Links
          title={t('byPlace')}
          links={locations.map(({ id, name }) => ({ href: `/appointments/locations/${id}`, label: name }))}
        />
      </div>
    </>
  );
}

function Links({ title, links }: { title: string; links: { href: string; label: string }[] }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label={title}>
      <h2 className="mb-2 text-xl">{title}</h2>
      <ul className="flex flex-wrap gap-x-5">
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href} className="text-link inline-flex min-h-9 items-center">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
