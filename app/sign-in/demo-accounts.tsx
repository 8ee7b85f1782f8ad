import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import type { SignInView } from '@/lib/usecases/view-sign-in';
import { passwordAction } from './actions';
import { SignInForm } from './sign-in-form';

const PASSWORD = 'carrel-demo';

type Props = { accounts: SignInView['demoAccounts']; to: string | null; problems: Record<string, string> };

/** In a demo only: three people to be, one press each. */
export function DemoAccounts({ accounts, to, problems }: Props) {
  const t = useTranslations('signIn.demo');
  return (
    <Card title={t('title')}>
      <p className="mb-4 text-ink-soft">
        {t('lead')} <code>{PASSWORD}</code>
      </p>
      <ul className="grid gap-4 md:grid-cols-3">
        {accounts.map(({ email, role }) => (
          <li key={email} className="rounded-md border border-line p-4">
            <SignInForm action={passwordAction} to={to} problems={problems} title={email.split('@')[0] ?? email}>
              <p className="text-sm text-ink-soft">{t(role)}</p>
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={PASSWORD} />
              <SubmitButton variant="secondary" size="small" className="break-all">
                {t('use', { email })}
              </SubmitButton>
            </SignInForm>
          </li>
        ))}
      </ul>
    </Card>
  );
}
