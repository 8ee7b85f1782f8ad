import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DataList } from '@/app/_ui/data-list';
import { DateNav } from '@/app/_ui/date-nav';
import { DayGrid } from '@/app/_ui/day-grid/day-grid';
import { GridLegend } from '@/app/_ui/day-grid/grid-legend';
import { ZoneNote } from '@/app/_ui/own-time/zone-note';
import { PageHeader } from '@/app/_ui/page-header';
import { Shell } from '@/app/_ui/shell';
import { WeekGrid } from '@/app/_ui/week-grid/week-grid';
import { formatZone } from '@/lib/messages/format';
import { Charts } from './charts';
import { Forms } from './forms';
import { sampleDay } from './sample-day';
import { sampleWeek } from './sample-week';
import { States } from './states';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('gallery'))('title') };
}

type Props = { searchParams: Promise<{ spaces?: string; only?: string; viewer?: string }> };

/**
 * Every piece in every state, for those who build and test pages. `?spaces=50` fills the day grid, `?only=grid` shows
 * nothing else.
 */
export default async function Gallery({ searchParams }: Props) {
  if (process.env.NODE_ENV === 'production' && process.env.DEMO !== '1') notFound();
  const { spaces, only } = await searchParams;
  const t = await getTranslations('gallery');
  const locale = await getLocale();
  const day = sampleDay(locale, Math.min(200, Number(spaces) || 10));
  return (
    <Shell
      wide
      viewer={{ name: 'Maren Holt', desk: true, admin: true }}
      libraryName="Harbour Public Library"
      demo={{ links: [{ href: '#themes', label: t('themes') }] }}
    >
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        crumbs={[{ href: '/admin', label: t('above') }]}
        aside={
          <DateNav path="/gallery" localDate="2026-11-21" today="2026-11-21" max="2026-12-05" keep={{ only: 'grid' }} />
        }
      />
      <section aria-label={t('grid')} className="mb-12">
        <DayGrid {...day} />
        <GridLegend />
      </section>
      <section aria-label={t('week')} className="mb-12 flex flex-col gap-3">
        <ZoneNote timeZone={day.timeZone} zoneName={formatZone(day.dayStartAt, day)} at={day.dayStartAt} />
        <WeekGrid {...sampleWeek(day.locale, t('week'))} />
      </section>
      {only !== 'grid' && (
        <div id="themes" className="grid gap-6 xl:grid-cols-2">
          {(['light', 'dark'] as const).map((theme) => (
            <Theme key={theme} theme={theme} title={t(theme)}>
              <Palette />
              <States theme={theme} />
              <Charts theme={theme} />
              <Forms theme={theme} />
            </Theme>
          ))}
        </div>
      )}
    </Shell>
  );
}

function Theme({ theme, title, children }: { theme: 'light' | 'dark'; title: string; children: ReactNode }) {
  return (
    <section data-theme={theme} className="flex min-w-0 flex-col gap-8 rounded-md border border-line p-4 sm:p-6">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}

/** The tokens by name; what a page may use, and all it may use. */
function Palette() {
  const colours = {
    ground: 'bg-ground',
    surface: 'bg-surface',
    sunken: 'bg-sunken',
    line: 'bg-line',
    ink: 'bg-ink',
    'ink-soft': 'bg-ink-soft',
    accent: 'bg-accent',
    'accent-soft': 'bg-accent-soft',
    ok: 'bg-ok',
    waiting: 'bg-waiting',
    attention: 'bg-attention',
    off: 'bg-off',
    taken: 'bg-taken',
  };
  const sizes = {
    'text-sm': 'text-sm',
    'text-base': 'text-base',
    'text-lg': 'text-lg',
    'text-xl': 'text-xl font-serif',
    'text-2xl': 'text-2xl font-serif',
  };
  return (
    <>
      <ul className="flex flex-wrap gap-3 text-sm">
        {Object.entries(colours).map(([name, className]) => (
          <li key={name} className="w-20">
            <span className={`block h-10 rounded-sm border border-line ${className}`} />
            {name}
          </li>
        ))}
      </ul>
      <DataList
        entries={Object.entries(sizes).map(([name, className]) => ({
          term: name,
          detail: <span className={className}>Harbour Public Library</span>,
        }))}
      />
    </>
  );
}
