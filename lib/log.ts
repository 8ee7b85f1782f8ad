import pino from 'pino';

/**
 * Structured logs without personal data: ids, codes and durations only. Whatever slips in under these names is masked.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.CARREL_PROCESS ?? 'web' },
  redact: {
    paths: ['*.token', '*.accessToken', '*.refreshToken', '*.secret', '*.password', '*.email', '*.authorization'],
    censor: '[masked]',
  },
});
