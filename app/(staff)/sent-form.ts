'use client';

import { createContext } from 'react';
import type { FormState } from '@/app/(patron)/form-state';

/** What the form around it was answered: for a field that comes from the page, and says itself what is wrong with it. */
export const SentForm = createContext<Pick<FormState, 'fields' | 'values'>>({ fields: {}, values: {} });
