import { expect, test } from 'vitest';
import { mongolianWords } from './mongolianWords.ts';

test('[U175] no piece claims to be passed by a translator, and none holds anything but the script', () => {
	for (const { words, awaiting } of Object.values(mongolianWords)) {
		expect(awaiting).toBe(true);
		// What the bundled font holds (ui/mongolian.css).
		expect(words).toMatch(/^[\u1800-\u1842 ]*$/);
	}
	// Sentences are the translator's: there are none until somebody gives them.
	expect(mongolianWords.rightsWords.words).toBe('');
});
