/** `audit`: whether the trail of acts is whole, and what was done last. */
import type { AuditEntry, AuditReading } from '../access/auditTrail.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { StationDoor } from './stationDoor.ts';

export async function showAudit(door: StationDoor): Promise<CommandOutcome> {
	const { value } = await door.ask('GET', '/audit');
	const { entries, head, brokenAt, acts } = value as AuditReading & { acts: AuditEntry[] };
	const verdict =
		brokenAt === undefined
			? `操作记录完整，共 ${entries} 条。`
			: `操作记录被改动过：第 ${brokenAt} 条与前一条对不上。请保留数据目录，联系技术人员。`;
	const lines = acts.map(({ at, event, by, facts }) => {
		const about = Object.entries(facts).map(([name, fact]) => `${name}=${fact}`);
		return [at, by, event, ...about].join('  ');
	});
	return {
		text: [
			verdict,
			`末条校验码：${head}`,
			'（请抄在别处：有人从末尾删去几条，校验码就会不同。同步站的日志里也有。）',
			...lines
		].join('\n'),
		code: brokenAt === undefined ? 0 : 1
	};
}
