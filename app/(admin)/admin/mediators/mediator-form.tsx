import { useTranslations } from 'next-intl';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { MediatorsView } from '@/lib/usecases/view-mediators';
import { saveMediatorsAction } from './actions';

type Props = {
  place: 'location' | 'category';
  id: number;
  title: string;
  hint: string;
  named: MediatorsView['people'];
  people: MediatorsView['people'];
  /** Of a location: whether its mediators get one mail an hour. */
  digest?: boolean;
};

/** Who decides in one place: the names in sight, the choice folded away. */
export function MediatorForm({ place, id, title, hint, named, people, digest }: Props) {
  const t = useTranslations('mediation.mediators');
  const key = `${place}-${id}`;
  const chosen = new Set(named.map((person) => person.id));
  const names = named.map(({ name }) => name).join(', ') || t('nobody');
  return (
    <section aria-labelledby={`${key}-title`} className="flex flex-col gap-2">
      <h3 id={`${key}-title`} className="text-lg font-semibold">
        {title}
      </h3>
      <p className="text-ink-soft">{hint}</p>
      <p>{t('names', { names })}</p>
      <details>
        <summary className="min-h-6 cursor-pointer font-semibold text-accent">{t('choose')}</summary>
        <ActForm
          action={saveMediatorsAction}
          hidden={{ place, id }}
          problem={t('problem')}
          className="mt-4 flex max-w-3xl flex-col gap-5"
        >
          <fieldset>
            <legend className="sr-only">{title}</legend>
            <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
              {people.map((person) => (
                <li key={person.id}>
                  <label className="flex min-h-9 items-center gap-3">
                    <input
                      type="checkbox"
                      name="person"
                      value={person.id}
                      defaultChecked={chosen.has(person.id)}
                      className="size-5 shrink-0 accent-accent"
                    />
                    <span className="min-w-0 break-words">{person.name}</span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          {digest !== undefined && (
            <RadioGroup
              id={`${key}-digest`}
              name="digest"
              label={t('digest.label')}
              choices={(['at_once', 'hourly'] as const).map((value) => ({
                ...{ value, label: t(`digest.${value}`), hint: t(`digest.${value}Hint`) },
              }))}
              defaultValue={digest ? 'hourly' : 'at_once'}
            />
          )}
          <div>
            <SubmitButton variant="secondary" pendingLabel={t('saving')}>
              {t('save')}
            </SubmitButton>
          </div>
        </ActForm>
      </details>
    </section>
  );
}
