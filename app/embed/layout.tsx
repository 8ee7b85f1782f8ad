import type { Metadata } from 'next';
import type { CSSProperties, ReactNode } from 'react';
import { frameLook } from '@/app/frame-look';
import { accentOf } from '@/lib/accent';
import { FrameReport } from './frame-report';

/** The same pages stand in the library's own site, where they are to be found. */
export const metadata: Metadata = { robots: { index: false }, referrer: 'same-origin' };

/** Pages in other sites' frames: without our frame around them, in the look that their address asks for. */
export default async function EmbedLayout({ children }: { children: ReactNode }) {
  const { theme, accent, compact, host } = (await frameLook()) ?? {};
  return (
    <div
      data-framed=""
      data-compact={compact ? '' : undefined}
      data-theme={theme}
      data-accent={accent ? '' : undefined}
      style={accent ? tokensOf(accent) : undefined}
    >
      <main id="main" tabIndex={-1} className={compact ? 'p-1 outline-none' : 'p-4 outline-none'}>
        {children}
      </main>
      <FrameReport host={host} />
    </div>
  );
}

/** For `[data-accent]` of `app/tokens.css`. */
function tokensOf(colour: string): CSSProperties {
  const [light, dark] = [accentOf(colour, 'light'), accentOf(colour, 'dark')];
  return {
    ...{ '--own-light': light.accent, '--own-dark': dark.accent },
    ...{ '--own-strong-light': light.strong, '--own-strong-dark': dark.strong },
    ...{ '--own-soft-light': light.soft, '--own-soft-dark': dark.soft },
    ...{ '--own-on-light': light.on, '--own-on-dark': dark.on },
  } as CSSProperties;
}
