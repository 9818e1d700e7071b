/** What the worker may do next with a concern, as the domain's table of rights says. */
import { mayWrite } from '#lib/domain/eventRights.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';

export type Step = 'selfHandle' | 'resolve' | 'withdraw';

const eventOf = { selfHandle: 'self_handle', resolve: 'resolve', withdraw: 'withdraw' } as const;
const order: readonly Step[] = ['resolve', 'selfHandle', 'withdraw'];

export function stepsFor(
	concern: Pick<ConcernRow, 'state' | 'handler'>,
	{ account, roles }: { account: string; roles: readonly RoleGrant[] }
): Step[] {
	const isHandler = concern.handler === account;
	return order.filter((step) =>
		roles.some(({ role }) => mayWrite(role, eventOf[step], concern.state, { isHandler }))
	);
}
