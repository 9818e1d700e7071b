import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

it('[D14] the phone hashes as the station does', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const wellFormed = text.toWellFormed();
			expect(sha256(wellFormed)).toBe(
				createHash('sha256').update(wellFormed, 'utf8').digest('hex')
			);
		})
	);
});
