/** Who stands before a concern, as the domain's table of open steps asks for it. */
import type { Me } from '#lib/app/app.ts';
import type { Who } from '#lib/domain/openSteps.ts';
import { unitsOf } from '#lib/domain/openSteps.ts';

export function whoActs({ account, roles }: Pick<Me, 'account' | 'roles'>): Who {
	return { account, grants: roles, units: unitsOf(roles) };
}
