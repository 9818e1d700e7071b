/** `status`: how the station is, in words. */
import type { Community } from '../access/community.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { StationDoor } from './stationDoor.ts';

interface Health {
	status: 'green' | 'yellow' | 'red';
	uptimeMs: number;
	router: { behind: number; setAside: number; troubled: boolean };
	quarantine: number;
	gaps: number;
	devicesWithGaps: number;
}

const lights = { green: '正常', yellow: '请留意', red: '有故障' };

export async function showStatus(door: StationDoor): Promise<CommandOutcome> {
	const community = (await door.ask('GET', '/community')).value as Community;
	const health = (await door.ask('GET', '/health')).value as Health;
	const minutes = Math.floor(health.uptimeMs / 60_000);
	return {
		text: [
			`社区：${community.name}（${community.id}），${community.grids.length} 个网格${community.demo ? '，演示' : ''}`,
			door.running ? `同步站：运行中，已运行 ${minutes} 分钟` : '同步站：没有运行',
			`状态：${lights[health.status]}`,
			`待转送：${health.router.behind} 条；无法转送：${health.router.setAside} 条`,
			`隔离区：${health.quarantine} 条（被拒绝、等待处理的记录）`,
			`缺号：${health.gaps} 个，涉及 ${health.devicesWithGaps} 部手机`
		].join('\n'),
		code: health.status === 'red' ? 1 : 0
	};
}
