/** Who stands before a concern, as the domain's table of open steps asks for it. */
import type { Me } from '#lib/app/app.ts';

/** Codes of the units somebody works for: `150105001019/wy-herun` is `wy-herun`. */
export function unitsOf({ roles }: Pick<Me, 'roles'>): string[] {
	const units = roles
		.filter(({ role }) => role === 'handler_property' || role === 'handler_dept')
		.map(({ scope }) => scope.slice(scope.indexOf('/') + 1));
	return [...new Set(units)];
}

export function whoActs(me: Pick<Me, 'account' | 'roles'>) {
	return { account: me.account, grants: me.roles, units: unitsOf(me) };
}
