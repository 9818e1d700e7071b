import { expect, test } from 'vitest';
import type { StatusReading } from '#lib/app/app.ts';
import { startState } from './startState.ts';

const whole = {
	shell: 'kept',
	known: true,
	complete: true
} as StatusReading;

test('[U201] a start without a network is promised only with every file and the whole first load', () => {
	expect(startState(whole)).toBe('kept');
	expect(startState({ ...whole, shell: 'fetching' })).toBe('fetching');
	expect(startState({ ...whole, shell: 'impossible' })).toBe('impossible');
	// All rows may have arrived, and the ledger behind them is still being filled.
	expect(startState({ ...whole, complete: false })).toBe('loading');
	expect(startState({ ...whole, known: false })).toBe('unknown');
});
