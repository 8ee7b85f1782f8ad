/** `npm run migrate`: brings the database named by DATABASE_URL up to date. */
import { ensureDatabase, migrate } from './migrations.mjs';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is missing. Example: DATABASE_URL=postgres://carrel:secret@db.example:5432/carrel');
  process.exit(1);
}
try {
  await ensureDatabase(url);
  const done = await migrate(url);
  console.log(done.length ? `Applied: ${done.join(', ')}` : 'The database is up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
