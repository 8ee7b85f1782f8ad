import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { LanguageSwitch } from './language-switch';
import { NavLink } from './nav-link';

/** `desk`, `admin`: they have pages there. */
export type Viewer = { name: string; desk: boolean; admin: boolean };

type Props = {
  /** Who is signed in, or nobody. */
  viewer: Viewer | null;
  libraryName: string;
  /** In a demo: ways to the pages of the stand-in tenant, in a slim line above all else. */
  demo?: { links: { href: string; label: string }[] };
  /** Signs the viewer out. */
  signOut?: (form: FormData) => Promise<void>;
  /** The grid of a whole day may use the whole window; all else reads better in a column. */
  wide?: boolean;
  children: ReactNode;
};

/** The frame of every page: the library's name, the ways to go, the page itself, the foot. */
export function Shell({ viewer, libraryName, demo, signOut, wide, children }: Props) {
  const t = useTranslations('shell');
  const width = wide ? 'max-w-[100rem]' : 'max-w-6xl';
  return (
    <div className="flex min-h-dvh flex-col">
      {demo && <DemoLine links={demo.links} />}
      <header className="border-b border-line bg-surface print:hidden">
        <div className={`mx-auto flex ${width} flex-wrap items-center gap-x-4 px-4 pt-1 sm:px-6 lg:gap-x-8 lg:pt-0`}>
          <Link
            href="/"
            prefetch={false}
            className="inline-flex min-h-11 min-w-0 flex-1 basis-32 items-center py-1 font-serif text-lg leading-tight font-semibold lg:flex-none text-ink no-underline hover:text-accent"
          >
            {libraryName}
          </Link>
          <nav aria-label={t('mainNavigation')} className="order-last w-full lg:order-none lg:w-auto lg:flex-1">
            <ul className="-mx-1 flex flex-wrap gap-x-3 text-sm sm:gap-x-5 lg:text-base">
              <NavItem href="/spaces">{t('spaces')}</NavItem>
              <NavItem href="/appointments">{t('appointments')}</NavItem>
              <NavItem href="/my">{t('myBookings')}</NavItem>
              {viewer?.desk && <NavItem href="/desk">{t('desk')}</NavItem>}
              {viewer?.admin && <NavItem href="/admin">{t('admin')}</NavItem>}
            </ul>
          </nav>
          <div className="ml-auto flex items-center gap-3">
            <LanguageSwitch />
            <Account viewer={viewer} signOut={signOut} />
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={`mx-auto w-full ${width} flex-1 px-4 py-8 outline-none sm:px-6 sm:py-10`}
      >
        {children}
      </main>
      <footer className="border-t border-line print:hidden">
        <div className={`mx-auto flex ${width} flex-wrap gap-x-6 gap-y-1 px-4 py-6 text-sm text-ink-soft sm:px-6`}>
          <p>{t('footer', { libraryName })}</p>
        </div>
      </footer>
    </div>
  );
}

function NavItem({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <NavLink href={href}>{children}</NavLink>
    </li>
  );
}

function Account({ viewer, signOut }: Pick<Props, 'viewer' | 'signOut'>) {
  const t = useTranslations('shell');
  const look =
    'inline-flex min-h-11 items-center px-1 text-sm text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-accent';
  if (!viewer) {
    return (
      <Link href="/sign-in" className={look}>
        {t('signIn')}
      </Link>
    );
  }
  return (
    <>
      <span className="hidden max-w-40 items-center gap-1.5 text-sm text-ink-soft sm:inline-flex">
        <Icon name="person" />
        <span className="sr-only">{t('signedInAs')}</span>
        <span className="truncate">{viewer.name}</span>
      </span>
      {signOut && (
        <form action={signOut}>
          <button type="submit" className={look}>
            {t('signOut')}
          </button>
        </form>
      )}
    </>
  );
}

function DemoLine({ links }: NonNullable<Props['demo']>) {
  const t = useTranslations('shell');
  return (
    <aside aria-label={t('demo')} className="bg-waiting-soft px-4 py-1 text-sm sm:px-6 print:hidden">
      <div className="mx-auto flex max-w-[100rem] flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-medium text-waiting">{t('demoExplained')}</span>
        {links.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            className="inline-flex min-h-6 items-center gap-1 text-ink underline underline-offset-4 hover:text-accent"
          >
            {label}
            <Icon name="external" />
          </a>
        ))}
      </div>
    </aside>
  );
}
