import { getLocale, getTranslations } from 'next-intl/server';
import { fieldsOf } from '@/app/_ui/query-of';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { frameLook, hereHref } from '@/app/frame-look';
import { lookQuery } from '@/lib/embed-look';
import { formatDuration } from '@/lib/messages/format';
import type { TeamView } from '@/lib/usecases/view-team';
import { Choice, Choices } from '../choices';
import { teamHref, teamParts, teamPath } from './team-href';
import { whereName } from './where-name';

/** What for, where, with whom and from when: links and a plain form, each making an address. */
export async function TeamFilters({ view }: { view: TeamView }) {
  const { kinds, kind, wheres, where, people, person, team, from, today } = view;
  const [t, locale, to] = [await getTranslations('findPeople'), await getLocale(), await hereHref()];
  const look = lookQuery((await frameLook()) ?? {});
  const { with: _, from: __, ...kept } = teamParts(view);
  return (
    <div className="mb-8 flex flex-col gap-5">
      {kinds.length > 1 && (
        <Choices label={t('what')}>
          {kinds.map((one) => (
            <Choice key={one.key} href={to(teamHref(view, { kind: one.key }))} isChosen={one.key === kind?.key}>
              {t('kindAndLength', { kind: one.name || t('plainKind'), length: formatDuration(one.minutes, locale) })}
            </Choice>
          ))}
        </Choices>
      )}
      {kind?.description && <p className="max-w-prose text-ink-soft">{kind.description}</p>}
      {wheres.length > 1 && (
        <Choices label={t('where')}>
          <Choice href={to(teamHref(view, { where: null }))} isChosen={where === null}>
            {t('anywhere')}
          </Choice>
          {wheres.map((one) => (
            <Choice key={one.key} href={to(teamHref(view, { where: one.key }))} isChosen={one.key === where}>
              {whereName(one, t)}
            </Choice>
          ))}
        </Choices>
      )}
      <form
        action={to(teamPath(team))}
        aria-label={t('whoAndWhen')}
        className="flex max-w-2xl flex-col gap-4 sm:flex-row sm:items-end"
      >
        {fieldsOf({ ...kept, ...look }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {people.length > 1 && (
          <div className="min-w-0 flex-1">
            <SelectField
              key={`with ${person?.slug}`}
              name="with"
              label={t('with')}
              required={false}
              prompt={t('anyOfThem')}
              choices={people.map(({ slug, name }) => ({ value: slug, label: name }))}
              defaultValue={person?.slug ?? ''}
            />
          </div>
        )}
        <TextField
          key={`from ${from}`}
          name="from"
          type="date"
          label={t('from')}
          required={false}
          min={today}
          defaultValue={from}
        />
        <SubmitButton variant="secondary">{t('show')}</SubmitButton>
      </form>
    </div>
  );
}
