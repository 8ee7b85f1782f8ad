import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { OneFieldForm } from './one-field-form';
import { describeAction } from './setup-actions';

/** The library's own words to staff, before Microsoft asks them. */
export function DescribeCard({ description, saved }: { description: string; saved: boolean }) {
  const t = useTranslations('setup.describe');
  const words = {
    ...{ label: t('label'), hint: t('hint'), submit: t('save'), pending: t('saving') },
    problem: t('errorTitle'),
  };
  return (
    <Card title={t('title')} id="describe">
      {saved && (
        <div className="mb-4">
          <Notice kind="success">{t('saved')}</Notice>
        </div>
      )}
      <p className="prose-width mb-4">{t('lead')}</p>
      <OneFieldForm action={describeAction} name="description" value={description} long words={words} />
    </Card>
  );
}
