import { afterEach } from 'vitest';
import { takeDifferences } from './observe';

/** A test whose answers differ from the contract fails, whatever it was about. */
afterEach(() => {
  const found = takeDifferences();
  if (found.length > 0) throw new Error(`Answers that differ from the contract:\n${found.join('\n')}`);
});
