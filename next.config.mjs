import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/messages/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // A second build or dev server beside a running one needs a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // LibCal's clients send trailing slashes; `scripts/web.mjs` collapses doubled ones before Next sees them.
  skipTrailingSlashRedirect: true,
  // `npm test` has looked at all types before it builds.
  typescript: { ignoreBuildErrors: process.env.TYPES_CHECKED === '1' },
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-boss', 'pino'],
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  // `authInterrupts`: a page that is not for whoever asks answers 403 (app/(staff)/refused-page.ts).
  // Pictures may have 2 MB (lib/usecases/save-picture). What a telephone takes is larger, and is refused in words, scripts
  // or not; beyond this Next gives up without any.
  experimental: { serverActions: { bodySizeLimit: '12mb' }, authInterrupts: true },
};

export default withNextIntl(config);
