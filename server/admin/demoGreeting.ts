/** The demo's accounts as start prints them: those of one kind in one line, with what they may be. */
import type { Account } from '../access/account.ts';
import { roleWords } from '../organisation/organisationText.ts';
import { demoPassword } from './foundDemo.ts';

export function accountLines(accounts: readonly Account[]): string[] {
	const kinds = Map.groupBy(accounts, ({ name }) => name.replace(/\d+$/, ''));
	const lines = [...kinds].map(([kind, all]) => {
		const numbers = all.map(({ name }) => Number(name.slice(kind.length)));
		const [first] = all;
		const name =
			all.length === 1
				? (first?.name ?? kind)
				: `${kind}${Math.min(...numbers)}…${Math.max(...numbers)}`;
		const roles = new Set(all.flatMap(({ grants }) => grants.map(({ role }) => roleWords[role])));
		return `${name}  ${[...roles].join('、')}`;
	});
	return [`密码都是 ${demoPassword}`, ...lines];
}
