import { useTranslations } from 'next-intl';
import type { Cloud } from '@/lib/microsoft-clouds';
import { DirectoryFields } from './directory-fields';

/** For whoever knows the organisation's domain, but not its tenant ID. */
export function DirectoryForm({ cloud }: { cloud: Cloud }) {
  const t = useTranslations('setup.guide');
  const words = {
    ...{ label: t('domain'), hint: t('domainHint'), submit: t('lookUp'), pending: t('asking') },
    ...{ found: t('found'), copy: t('copyTenant'), problem: t('notFound') },
  };
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h3 className="font-semibold">{t('directory')}</h3>
      <p className="prose-width mt-1 mb-3">{t('directoryLead')}</p>
      <DirectoryFields cloud={cloud} words={words} />
    </div>
  );
}
