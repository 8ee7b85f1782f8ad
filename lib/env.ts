import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An origin without a path: https, or http on loopback (design: both Microsoft addresses are configuration). */
const origin = z
  .string()
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
    return safe && url.pathname === '/' && !url.search && !url.hash;
  }, 'must be an https origin without a path (http is accepted for loopback addresses only)')
  .transform((text) => new URL(text).origin);

const key32 = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (keys) => keys.every((key) => Buffer.from(key, 'base64').length === 32),
    'must be keys of 32 bytes each in base64, comma-separated, newest first',
  );

const shape = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  PUBLIC_URL: origin,
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  SEALING_KEYS: key32,
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address'),
  MAIL_FROM: z.string().min(3, 'must be a mail address'),
  MICROSOFT_LOGIN_URL: origin.optional(),
  MICROSOFT_GRAPH_URL: origin.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  DEMO: z.enum(['0', '1']).default('0'),
});

export type Env = z.output<typeof shape>;

const examples: Record<keyof Env, string> = {
  DATABASE_URL: 'postgres://carrel:secret@db.example:5432/carrel',
  PUBLIC_URL: 'https://book.library.example',
  AUTH_SECRET: 'the output of: openssl rand -base64 48',
  SEALING_KEYS: 'the output of: openssl rand -base64 32',
  SMTP_URL: 'smtp://user:password@mail.library.example:587',
  MAIL_FROM: 'Library <bookings@library.example>',
  MICROSOFT_LOGIN_URL: 'https://login.microsoftonline.com',
  MICROSOFT_GRAPH_URL: 'https://graph.microsoft.com',
  LOG_LEVEL: 'info',
  METRICS_TOKEN: 'the output of: openssl rand -hex 24',
  DEMO: '0',
};

/** What is missing or malformed, one line each, with an example; empty when all is well. */
export function environmentProblems(source: Record<string, string | undefined>): string[] {
  const answer = shape.safeParse(withoutEmpty(source));
  if (answer.success) return [];
  return answer.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof Env;
    const what = withoutEmpty(source)[name] === undefined ? 'is missing' : issue.message;
    return `${name} ${what}. Example: ${name}=${examples[name]}`;
  });
}

const withoutEmpty = (source: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));

let cached: Env | undefined;

/** The validated environment. Throws with every problem named; a process calls {@link requireEnvironment} first. */
export function env(): Env {
  cached ??= shape.parse(withoutEmpty(process.env));
  return cached;
}

/** The environment has changed, as between two files of tests that share a process: it is read again. */
export function forgetEnvironment(): void {
  cached = undefined;
}

/** At the start of a process: name what is wrong and end with status 1, or go on. */
export function requireEnvironment(): Env {
  const problems = environmentProblems(process.env);
  if (problems.length === 0) return env();
  console.error(`Carrel cannot start:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  process.exit(1);
}
