import { useTranslations } from 'next-intl';
import { RadioGroup } from '@/app/_ui/radio-group';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { type Act, ActForm } from './act-form';

type SyncPolicy = SpaceLinkView['policy'];

type Props = { policy: SyncPolicy; resourceId: number; action: Act };

type Words = ReturnType<typeof useTranslations<'cases.policy'>>;

/** What is answered when Outlook disagrees, one question a row of sync-design §7. The first answer is the usual one. */
export function PolicyForm({ policy, resourceId, action }: Props) {
  const t = useTranslations('cases.policy');
  const usual = (choices: { value: string; label: string }[]) =>
    choices.map((choice, place) =>
      place === 0 ? { ...choice, label: t('default', { choice: choice.label }) } : choice,
    );
  return (
    <ActForm
      action={action}
      hidden={{ resourceId }}
      problem={t('errorTitle')}
      className="flex max-w-2xl flex-col gap-7"
    >
      {questions(policy, t).map(({ name, label, choices }) => (
        <RadioGroup key={name} name={name} label={label} choices={usual(choices)} defaultValue={String(policy[name])} />
      ))}
      <p className="text-sm text-ink-soft">{t('fixed')}</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </ActForm>
  );
}

type Question = {
  name: 'foreign' | 'moved' | 'deleted' | 'bothEdited' | 'stale';
  label: string;
  choices: { value: string; label: string }[];
};

function questions({ kind }: SyncPolicy, t: Words): Question[] {
  const both: Question = {
    ...{ name: 'bothEdited', label: t('bothEdited.label') },
    choices: (['app_wins', 'remote_wins', 'ask'] as const).map((value) => ({ value, label: t(`bothEdited.${value}`) })),
  };
  const foreign =
    kind === 'space' ? (['stands', 'outlook_wins', 'decline_meeting'] as const) : (['stands', 'outlook_wins'] as const);
  const stale = (['to_confirm', 'closed'] as const).map((value) => ({ value, label: t(`${kind}.stale.${value}`) }));
  return [
    {
      name: 'foreign',
      label: t('foreign.label'),
      choices: foreign.map((value) => ({ value, label: t(`foreign.${value}`) })),
    },
    { name: 'moved', label: t(`${kind}.moved.label`), choices: kind === 'space' ? spaceMoved(t) : personMoved(t) },
    {
      name: 'deleted',
      label: t(`${kind}.deleted.label`),
      choices: kind === 'space' ? spaceDeleted(t) : personDeleted(t),
    },
    both,
    { name: 'stale', label: t(`${kind}.stale.label`), choices: stale },
  ];
}

const spaceMoved = (t: Words) =>
  (['put_back', 'accept'] as const).map((value) => ({ value, label: t(`space.moved.${value}`) }));
const personMoved = (t: Words) =>
  (['accept', 'ask', 'put_back'] as const).map((value) => ({ value, label: t(`person.moved.${value}`) }));
const spaceDeleted = (t: Words) =>
  (['put_back', 'cancel'] as const).map((value) => ({ value, label: t(`space.deleted.${value}`) }));
const personDeleted = (t: Words) =>
  (['ask', 'cancel'] as const).map((value) => ({ value, label: t(`person.deleted.${value}`) }));
