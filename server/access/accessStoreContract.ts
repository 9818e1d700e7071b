/** What every realisation of the AccessStore port must do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessStore, StoredSession } from './accessStore.ts';
import type { Account } from './account.ts';

const lin: Account = {
	name: 'lin',
	displayName: '林',
	grants: [{ role: 'grid_worker', scope: '150105001019-01' }],
	demo: false
};
const session: StoredSession = {
	tokenHash: 'hash',
	account: 'lin',
	device: null,
	startedMs: 1_000,
	endsMs: 2_000
};
const community = {
	id: '150105001019',
	name: '兴康社区',
	street: '人民路街道',
	phone: '',
	grids: [{ id: '150105001019-01', label: '第1网格' }],
	demo: false
};

export function accessStoreContract(
	realisation: string,
	open: () => AccessStore | Promise<AccessStore>
): void {
	describe(`access store: ${realisation}`, () => {
		let store: AccessStore;
		beforeEach(async () => {
			store = await open();
		});
		afterEach(() => store.close());

		test('[A19] a community is there as it was saved', () => {
			expect(store.community()).toBeUndefined();
			store.saveCommunity(community);
			expect(store.community()).toEqual(community);
		});

		test('[A19] accounts are there with their hash apart', () => {
			store.saveAccount(lin, 'secret-hash');
			expect(store.account('lin')).toEqual(lin);
			expect(store.accounts()).toEqual([lin]);
			expect(JSON.stringify(store.accounts())).not.toContain('secret-hash');
			expect(store.passwordHash('lin')).toBe('secret-hash');
			expect(store.account('nobody')).toBeUndefined();
			expect(store.passwordHash('nobody')).toBeUndefined();
		});

		test('[A19] a new password replaces the hash and nothing else', () => {
			store.saveAccount(lin, 'old');
			expect(store.setPassword('lin', 'new')).toBe(true);
			expect(store.setPassword('nobody', 'new')).toBe(false);
			expect(store.passwordHash('lin')).toBe('new');
			expect(store.account('lin')).toEqual(lin);
			expect(store.account('nobody')).toBeUndefined();
		});

		test('[A4] sessions are saved, changed, dropped by themselves, by account and by age', () => {
			store.saveSession(session);
			store.saveSession({ ...session, device: 'phone' });
			store.saveSession({ ...session, tokenHash: 'later', endsMs: 9_000 });
			store.saveSession({ ...session, tokenHash: 'other', account: 'tu', endsMs: 9_000 });
			expect(store.session('hash')).toEqual({ ...session, device: 'phone' });
			store.dropSessionsBefore(3_000);
			expect(store.session('hash')).toBeUndefined();
			expect(store.session('later')).toBeDefined();
			store.dropSessionsOf('lin');
			expect(store.session('later')).toBeUndefined();
			store.dropSession('other');
			expect(store.session('other')).toBeUndefined();
		});

		test('[A26] lines of the audit trail stand in order, and none is replaced', () => {
			expect(store.lastAuditLine()).toBeUndefined();
			const line = (seq: number) => ({ seq, text: `line ${seq}`, hash: `hash ${seq}` });
			for (const seq of [1, 2, 3]) store.appendAuditLine(line(seq));
			expect(() => {
				store.appendAuditLine({ seq: 2, text: 'another', hash: '' });
			}).toThrow();
			expect(store.auditLines(1, 9)).toEqual([line(2), line(3)]);
			expect(store.auditLines(0, 1)).toEqual([line(1)]);
			expect(store.lastAuditLine()).toEqual(line(3));
		});

		test('[A27] the last meeting of each account and device is there', () => {
			const meeting = { device: 'a', account: 'lin', at: '1', app: '', holds: null };
			store.saveMeeting(meeting);
			store.saveMeeting({ ...meeting, at: '2' });
			store.saveMeeting({ ...meeting, account: 'tu', at: '3' });
			expect(
				store
					.meetings()
					.map(({ account, at }) => `${account} ${at}`)
					.sort()
			).toEqual(['lin 2', 'tu 3']);
		});

		test('[A19] facts are kept by name', () => {
			expect(store.fact('uuid')).toBeUndefined();
			store.saveFact('uuid', 'a');
			store.saveFact('uuid', 'b');
			expect(store.fact('uuid')).toBe('b');
		});
	});
}
