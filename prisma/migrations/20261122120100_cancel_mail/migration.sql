-- Who is told, per location, when a patron cancels; and in which language.
ALTER TABLE "location" ADD COLUMN "cancel_mail_to" TEXT NOT NULL DEFAULT '',
ADD COLUMN "cancel_mail_locale" TEXT NOT NULL DEFAULT 'en';
