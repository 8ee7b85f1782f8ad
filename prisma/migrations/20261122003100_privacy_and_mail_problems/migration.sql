ALTER TABLE "library" ADD COLUMN "sync_log_days" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN "mail_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN "mail_fallback" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "mail_problem" (
    "id" SERIAL NOT NULL,
    "queue" TEXT NOT NULL,
    "mail" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "code" TEXT,
    "tries" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_problem_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "mail_problem_settled_at_at_idx" ON "mail_problem"("settled_at", "at");
