import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { formatDateRange } from '@/lib/messages/format';
import type { CasesView, CaseView } from '@/lib/usecases/view-cases';
import { decideAction } from './actions';

type Props = {
  one: CaseView;
  from: 'admin' | 'desk';
  /** Where it may go, once that was asked. */
  spaces: CasesView['spaces'] | null;
};

/** What may be decided, the most harmless first; what cannot be undone takes two steps. */
export function CaseChoices({ one, from, spaces }: Props) {
  const t = useTranslations('cases');
  const hidden = { caseId: one.id, seen: one.seen, from };
  const simple = one.choices.filter((choice) => choice !== 'move' && choice !== 'cancel');
  return (
    <div className="mt-5 flex flex-col gap-4">
      {simple.map((choice, place) => (
        <ActForm
          key={choice}
          action={decideAction}
          hidden={{ ...hidden, choice }}
          problem={t('problem')}
          className="flex flex-col gap-2"
        >
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <SubmitButton variant={place === 0 ? 'primary' : 'secondary'} pendingLabel={t('pending')}>
              {t(`choice.${choice}`)}
            </SubmitButton>
            <span className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">
              <Hint one={one} choice={choice} />
            </span>
          </div>
        </ActForm>
      ))}
      {one.choices.includes('move') && spaces === null && (
        <div>
          <LinkButton href={`/${from}/conflicts?move=${one.id}#case-${one.id}`}>{t('choice.move')}</LinkButton>
        </div>
      )}
      {spaces !== null && <MoveForm one={one} from={from} spaces={spaces} />}
      {one.choices.includes('cancel') && (
        <TwoSteps open={t('choice.cancel')}>
          <p className="prose-width">{t('cancelText')}</p>
          <ActForm action={decideAction} hidden={{ ...hidden, choice: 'cancel' }} problem={t('problem')}>
            <SubmitButton variant="danger" pendingLabel={t('pending')}>
              {t('cancelGo')}
            </SubmitButton>
          </ActForm>
        </TwoSteps>
      )}
    </div>
  );
}

function Hint({ one, choice }: { one: CaseView; choice: 'keep' | 'apply' | 'put_back' | 'confirm' }) {
  const [t, locale] = [useTranslations('cases.hint'), useLocale()];
  if (choice !== 'apply') return t(choice);
  const { theirs, timeZone } = one;
  return theirs && t('apply', { when: formatDateRange(theirs.start, theirs.end, { locale, timeZone }) });
}

function MoveForm({ one, from, spaces }: Props & { spaces: CasesView['spaces'] }) {
  const t = useTranslations('cases');
  const back = (
    <LinkButton href={`/${from}/conflicts#case-${one.id}`} variant="quiet">
      {t('moveBack')}
    </LinkButton>
  );
  if (spaces.length === 0) {
    return (
      <p className="flex flex-wrap items-center gap-3">
        {t('moveNone')} {back}
      </p>
    );
  }
  const choices = spaces.map(({ id, name, capacity }) => ({
    value: String(id),
    label: t('seats', { name, count: capacity ?? 0 }),
  }));
  return (
    <ActForm
      action={decideAction}
      hidden={{ caseId: one.id, seen: one.seen, from, choice: 'move' }}
      problem={t('problem')}
      className="flex max-w-xl flex-col gap-3"
    >
      <SelectField
        id={`space-${one.id}`}
        name="spaceId"
        label={t('moveTitle')}
        hint={t('moveText')}
        choices={choices}
        defaultValue={choices[0]?.value}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel={t('pending')}>{t('moveGo')}</SubmitButton>
        {back}
      </div>
    </ActForm>
  );
}
