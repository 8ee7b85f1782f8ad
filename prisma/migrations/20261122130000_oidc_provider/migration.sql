-- Sign-in by one OpenID Connect provider of the library's choice, beside Entra.
CREATE TABLE "oidc_provider" (
    "id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "proves_addresses" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oidc_provider_pkey" PRIMARY KEY ("id")
);
