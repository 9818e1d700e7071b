// The stamp decides whether the app is built again and whether phones are offered an update.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentStamp } from './contentStamp.mjs';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'qingge-stamp-'));
	mkdirSync(join(root, 'src/lib'), { recursive: true });
	writeFileSync(join(root, 'src/lib/a.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

test('is the same for the same sources, wherever they stand', () => {
	const before = contentStamp(root);
	expect(contentStamp(root)).toBe(before);
	expect(before).toMatch(/^[0-9a-f]{12}$/);
});

test('changes with a byte, a name, a new file', () => {
	const stamps = new Set([contentStamp(root)]);
	writeFileSync(join(root, 'src/lib/a.ts'), 'two');
	stamps.add(contentStamp(root));
	writeFileSync(join(root, 'src/lib/b.ts'), 'two');
	stamps.add(contentStamp(root));
	rmSync(join(root, 'src/lib/a.ts'));
	stamps.add(contentStamp(root));
	expect(stamps.size).toBe(4);
});

test('does not change with tests and stories, which no phone receives', () => {
	const before = contentStamp(root);
	mkdirSync(join(root, 'src/stories'));
	writeFileSync(join(root, 'src/lib/a.test.ts'), 'x');
	writeFileSync(join(root, 'src/stories/cast.ts'), 'x');
	expect(contentStamp(root)).toBe(before);
});
