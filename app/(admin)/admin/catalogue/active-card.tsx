import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { setActiveAction } from './actions';

type Props = { kind: 'location' | 'category' | 'space'; id: number; active: boolean };

/** Switching off goes by a page that shows which bookings stand; switching on is harmless. */
export function ActiveCard({ kind, id, active }: Props) {
  const t = useTranslations('catalogue');
  return (
    <Card title={t('active.title')} id="active">
      <p className="prose-width mb-4">{t(active ? 'active.isOn' : 'active.isOff')}</p>
      {active ? (
        <LinkButton href={`/admin/catalogue/active?kind=${kind}&id=${id}`}>{t('active.deactivate')}</LinkButton>
      ) : (
        <ActForm action={setActiveAction} hidden={{ kind, id, active: 'on' }} problem={t('problem')}>
          <SubmitButton variant="secondary">{t('active.activate')}</SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}
