import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { setOfferedAction } from './actions';

type Props = { what: 'kind' | 'person' | 'group'; id: number; active: boolean; at: 'desk' | 'admin' };

/** Switching off goes by a page that shows which appointments stand; switching on is harmless. */
export function ActiveCard({ what, id, active, at }: Props) {
  const t = useTranslations('appointmentAdmin');
  return (
    <Card title={t('active.title')} id="active">
      <p className="prose-width mb-4">{t(active ? 'active.isOn' : 'active.isOff')}</p>
      {active ? (
        <LinkButton href={`/${at}/appointments/active?what=${what}&id=${id}`}>
          {t(what === 'person' ? 'active.takeAway' : 'active.deactivate')}
        </LinkButton>
      ) : (
        <ActForm action={setOfferedAction} hidden={{ what, id, at, active: 'on' }} problem={t('problem')}>
          <SubmitButton variant="secondary">{t('active.activate')}</SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}
