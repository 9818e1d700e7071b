/** The colour of a concern's state; its word always stands beside it. */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';

export const concernTones: Record<ConcernStateCode, '' | 'good' | 'due' | 'late' | 'qing'> = {
	reported: 'due',
	received: 'due',
	self_handling: 'qing',
	dispatched: 'qing',
	accepted: 'qing',
	returned: 'late',
	in_progress: 'qing',
	suspended: 'due',
	whistled: 'late',
	joined: 'qing',
	mediating: 'qing',
	deliberating: 'qing',
	resolved: 'good',
	reopened: 'late',
	closed: 'good',
	declined: '',
	merged: '',
	split: '',
	referred_out: '',
	withdrawn: ''
};
