import { expect, test } from 'vitest';
import { doorLooks, lookSigns } from './doorLook.ts';

test('[U8] every look of a door has a sign of its own, so colour never speaks alone', () => {
	expect(new Set(doorLooks).size).toBe(4);
	expect(new Set(doorLooks.map((look) => lookSigns[look])).size).toBe(4);
});
