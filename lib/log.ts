import pino from 'pino';

const NAMES = ['token', 'accessToken', 'refreshToken', 'secret', 'password', 'email', 'authorization', 'cookie', 'key'];

/** Whatever slips into a line under these names, at its top or two things deep. */
export const masked = {
  paths: NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[masked]',
};

/** Structured logs without personal data: ids, codes and durations only. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.CARREL_PROCESS ?? 'web' },
  redact: masked,
});
