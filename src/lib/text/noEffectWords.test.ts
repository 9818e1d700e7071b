import { expect, test } from 'vitest';
import { sayNoEffect } from './noEffectWords.ts';
import { refusalWords } from './reasonWords.ts';

test('[U97] every reason for which a step had no effect has its own words, and a screen may refuse by it', () => {
	const reasons = [
		...(['other_concern', 'already', 'own_work', 'own_case', 'stage_past'] as const),
		...(['whistle_due', 'not_asked', 'nothing_asked', 'retracted', 'built_upon'] as const),
		...(['not_own', 'not_allowed'] as const)
	];
	const said = reasons.map((because) => sayNoEffect({ type: 'resolve', because }));
	expect(new Set(said).size).toBe(reasons.length);
	for (const reason of reasons) expect(refusalWords[reason], reason).not.toBe('');
	expect(sayNoEffect({ type: 'close_unanswered', because: 'not_allowed' })).toContain('有回音');
});
