import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { activateCategoryAction } from '../../actions';

/** Switching off goes by the catalogue's page that shows which bookings stand. */
export function CategoryActiveCard({ id, active }: { id: number; active: boolean }) {
  const t = useTranslations('appointmentAdmin');
  return (
    <Card title={t('active.title')} id="active">
      <p className="prose-width mb-4">{t(active ? 'active.isOn' : 'active.isOff')}</p>
      {active ? (
        <LinkButton href={`/admin/catalogue/active?kind=category&id=${id}`}>{t('active.deactivate')}</LinkButton>
      ) : (
        <ActForm action={activateCategoryAction} hidden={{ id, active: 'on' }} problem={t('problem')}>
          <SubmitButton variant="secondary">{t('active.activate')}</SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}
