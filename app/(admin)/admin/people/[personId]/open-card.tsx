import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { PersonView } from '@/lib/usecases/view-person';
import { setOpenAction } from '../person-actions';

/** Closes an account, or opens it again. */
export async function OpenCard({ account: { id, name, disabledAt } }: { account: PersonView['account'] }) {
  const t = await getTranslations('people.open');
  const problem = (await getTranslations('people'))('problem');
  return (
    <Card title={t(disabledAt ? 'titleClosed' : 'title')} id="open">
      <p className="prose-width mb-4">{t(disabledAt ? 'textClosed' : 'text')}</p>
      {disabledAt ? (
        <ActForm action={setOpenAction} hidden={{ id, open: 'on' }} problem={problem}>
          <SubmitButton variant="secondary">{t('enable')}</SubmitButton>
        </ActForm>
      ) : (
        <TwoSteps open={t('disable')}>
          <ActForm action={setOpenAction} hidden={{ id, open: 'off' }} problem={problem}>
            <SubmitButton variant="danger">{t('disableThis', { name })}</SubmitButton>
          </ActForm>
        </TwoSteps>
      )}
    </Card>
  );
}
