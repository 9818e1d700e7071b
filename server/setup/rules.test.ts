// RULES.md and the tests name the same rules: a rule without a test is a wish, a test of an unknown
// rule has lost its reason.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const rules = readFileSync(join(root, 'RULES.md'), 'utf8')
	.split('\n')
	.flatMap((line) => /^- \*\*([A-Z]+\d+)\*\* \S/.exec(line)?.[1] ?? []);

/** Rule ids that stand in brackets at the beginning of a test's title. */
function rulesIn(source: string): string[] {
	const titles = source.matchAll(/[('"`]((?:\[[A-Z]+\d+\] ?)+)/g);
	return [...titles].flatMap(([, ids = '']) => ids.match(/[A-Z]+\d+/g) ?? []);
}

const tested = new Map<string, string[]>();
for (const file of globSync('{src,server}/**/{*.test,*.e2e,*Contract}.ts', { cwd: root })) {
	for (const id of rulesIn(readFileSync(join(root, file), 'utf8'))) {
		tested.set(id, [...(tested.get(id) ?? []), file]);
	}
}

test('no number is given twice', () => {
	expect(rules.filter((id, at) => rules.indexOf(id) !== at)).toEqual([]);
	expect(rules.length).toBeGreaterThan(0);
});

test('every rule of RULES.md has a test whose title begins with its number', () => {
	expect(rules.filter((id) => !tested.has(id))).toEqual([]);
});

test('every rule named by a test stands in RULES.md', () => {
	const unknown = [...tested].filter(([id]) => !rules.includes(id));
	expect(Object.fromEntries(unknown)).toEqual({});
});
