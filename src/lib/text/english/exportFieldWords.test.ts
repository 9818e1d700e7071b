import { expect, test } from 'vitest';
import { exportFields } from '#lib/domain/exports/exportFields.ts';
import { readRelation } from '#lib/domain/rosterCells.ts';
import { factWords } from '#lib/text/factWords.ts';
import { exportFieldNamesEn } from './exportFieldWords.ts';
import { relationNamesEn } from './relationWords.ts';

test('[U190] every field of an export has an English name, and no other', () => {
	const fields = Object.values(exportFields).flatMap((list) => list.map(({ zh }) => zh));
	expect(Object.keys(exportFieldNamesEn).sort()).toEqual([...new Set(fields)].sort());
});

test('[U190] every relation that a form offers or a register codes has an English name', () => {
	const coded = Array.from('012345678', readRelation);
	for (const relation of [...factWords.relations, ...coded]) {
		expect(relationNamesEn, relation).toHaveProperty(relation);
	}
});
