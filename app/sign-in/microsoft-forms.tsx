import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { SignInView } from '@/lib/usecases/view-sign-in';
import { microsoftAction } from './actions';

type Props = {
  /** One at least. */
  tenants: SignInView['microsoft'];
  to: string | null;
  /** To the account of whoever is signed in. */
  isAdded?: boolean;
};

/** A button for each organisation whose Microsoft accounts may sign in, and whose account it takes. */
export function MicrosoftForms({ tenants, to, isAdded = false }: Props) {
  const [t, of] = [useTranslations('signIn'), useTranslations('signInTenants')];
  const usual = isAdded ? t('already.addMicrosoft') : t('withMicrosoft');
  const named = (name: string) => of(isAdded ? 'addButton' : 'button', { name });
  return (
    <div className="flex flex-col gap-3">
      {tenants.map(({ tenantId, name }) => (
        <form key={tenantId} action={microsoftAction}>
          {to && <input type="hidden" name="to" value={to} />}
          <input type="hidden" name="tenant" value={tenantId} />
          <SubmitButton variant="secondary" icon="external" className="w-full">
            {name ? named(name) : usual}
          </SubmitButton>
        </form>
      ))}
      <p className="text-sm text-ink-soft">
        {isAdded ? t('already.addMicrosoftHint') : tenants.length > 1 ? of('hint') : t('withMicrosoftHint')}
      </p>
    </div>
  );
}
