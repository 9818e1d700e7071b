/** `init`: writes down which community this data folder serves. Never over one that is there. */
import type { AccessStore } from '../access/accessStore.ts';
import type { Community } from '../access/community.ts';
import { communityPattern } from '#lib/domain/ids.ts';
import type { CommandOutcome } from './tableCommand.ts';

export interface InitAsked {
	code: string;
	name: string;
	street: string;
	phone: string;
	grids: string;
}

export const mostGrids = 99;

export function initCommunity(access: AccessStore, asked: InitAsked): CommandOutcome {
	const there = access.community();
	if (there) {
		return {
			text: `这个数据目录已经属于${there.demo ? '演示' : ''}社区“${there.name}”。要给另一个社区使用，请用 DATA_DIR 指定一个新的目录。`,
			code: 1
		};
	}
	const gridCount = Number(asked.grids);
	if (!communityPattern.test(asked.code)) {
		return wrong('--code 应是社区的 12 位统计用区划代码，例如 150105001019。');
	}
	if (asked.name === '') return wrong('请写社区名称：--name 兴康社区');
	if (!Number.isInteger(gridCount) || gridCount < 1 || gridCount > mostGrids) {
		return wrong(`--grids 应是网格的个数，1 到 ${mostGrids}。`);
	}
	const community: Community = {
		id: asked.code,
		name: asked.name,
		street: asked.street,
		phone: asked.phone,
		grids: Array.from({ length: gridCount }, (_, at) => ({
			id: `${asked.code}-${String(at + 1).padStart(2, '0')}`,
			label: `第${at + 1}网格`
		})),
		demo: false
	};
	access.saveCommunity(community);
	return {
		text:
			`已建立社区“${community.name}”，${gridCount} 个网格。接下来：\n` +
			'  1. npm run station -- account add 名字 --grid 1 --display 姓名\n' +
			'  2. npm run station -- import 花名册.xlsx\n' +
			'  3. npm start',
		code: 0
	};
}

function wrong(text: string): CommandOutcome {
	return { text, code: 1 };
}
