/** Checks of single fields that several kinds of documents share, with the limits of honest use. */
import type { DocumentOfKind } from './documents.ts';
import type { DocumentKind, Envelope } from './envelope.ts';
import { doorPattern, ulidPattern } from './ids.ts';
import type { Check } from './shapeChecks.ts';
import { day, either, exactly, listOf, pattern, text } from './shapeChecks.ts';

/** The compiler asks for one check per field of `F`. */
export type ShapeOf<F> = { readonly [K in keyof Required<F>]: Check };
export type OwnFields<K extends DocumentKind> = Omit<DocumentOfKind[K], keyof Envelope<K>>;

export const longText = text(4_000);
export const shortText = text(200);
export const phone = text(20);
export const dayOrNone = either(exactly(''), day);
export const photoIds = listOf(pattern(/^photo:[0-9a-f]{64}$/), 12);
export const soundIds = listOf(pattern(/^sound:[0-9a-f]{64}$/), 12);
export const door = pattern(doorPattern);
export const ulid = pattern(ulidPattern);
export const account = pattern(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u);
