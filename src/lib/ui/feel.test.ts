import { expect, test } from 'vitest';
import { feel } from './feel.ts';

test('[U192] what was saved and what failed feel different, and stillness is kept', () => {
	const felt: number[][] = [];
	const vibrate = (pattern: number[]) => felt.push(pattern) > 0;
	feel('done', { vibrate, isStill: false });
	feel('failed', { vibrate, isStill: false });
	feel('done', { vibrate, isStill: true });
	feel('done', { isStill: false });
	expect(felt).toHaveLength(2);
	expect(felt[0]).not.toEqual(felt[1]);
});
