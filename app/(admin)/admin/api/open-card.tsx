import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { Switch } from '@/app/_ui/switch';
import { ActForm } from '@/app/(staff)/act-form';
import { openReadingAction } from './actions';

/** Whether programs that have no token may read what patrons are shown. */
export async function OpenCard({ isOpen, saved }: { isOpen: boolean; saved: boolean }) {
  const [t, api] = [await getTranslations('api.reading'), await getTranslations('api')];
  return (
    <Card title={t('title')} id="reading">
      {saved && (
        <div className="mb-5">
          <Notice kind="success">{isOpen ? t('savedOn') : t('savedOff')}</Notice>
        </div>
      )}
      <p className="prose-width mb-5">{t('lead')}</p>
      <ActForm action={openReadingAction} problem={api('problem')} className="flex max-w-2xl flex-col gap-5">
        <Switch
          key={String(isOpen)}
          name="open"
          label={t('open')}
          hint={t('openHint')}
          onLabel={t('on')}
          offLabel={t('off')}
          defaultChecked={isOpen}
        />
        <div>
          <SubmitButton variant="secondary" pendingLabel={t('saving')}>
            {t('save')}
          </SubmitButton>
        </div>
      </ActForm>
    </Card>
  );
}
