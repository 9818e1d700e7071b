/** `upstream URL`, `upstream off`, `upstream now`, `upstream`: the district this station reports to. */
import type { UpstreamReading } from '../upstream/upstream.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { StationDoor } from './stationDoor.ts';

export interface UpstreamAsked {
	/** An address, `off`, `now`, or nothing to see how it stands. */
	what: string | undefined;
	user: string;
	/** Read only where an address is given. */
	password: () => Promise<string | undefined>;
	insecure: boolean;
}

interface Shown {
	url: string;
	user: string;
	reading: UpstreamReading;
	refused: { database: string; refused: { id: string; error: string; reason: string }[] }[];
}

const mostShown = 5;

export async function upstreamCommand(
	door: StationDoor,
	{ what, user, password, insecure }: UpstreamAsked
): Promise<CommandOutcome> {
	switch (what) {
		case undefined:
			return show(door);
		case 'off':
			await door.ask('POST', '/upstream/off');
			return { text: '已停止向上级传送。已经传到的数据仍在上级。', code: 0 };
		case 'now':
			if (!door.running) return { text: '同步站没有运行；启动后会自动传送。', code: 1 };
			await door.ask('POST', '/upstream/kick');
			return { text: '正在重新尝试，包括上级以前没有接受的。', code: 0 };
	}
	const asked = { url: what, user, password: (await password()) ?? '', insecure };
	const { status, value } = await door.ask('POST', '/upstream', asked);
	const { url = '', reason = '' } = value as { url?: string; reason?: string };
	if (status !== 200) return { text: refusals[reason] ?? `没有接受：${status}。`, code: 1 };
	return {
		text: `已设置：向 ${url} 传送本社区的台账、照片和接收时间。${
			door.running ? '已开始。' : '同步站启动后开始。'
		}`,
		code: 0
	};
}

const refusals: Record<string, string> = {
	url: '地址应是一个 CouchDB 的网址，例如 https://couch.example.gov.cn:6984',
	insecure:
		'http 地址会让记录和密码在路上被人看到。请用 https；确实在可信的内网里，再加 --insecure。',
	credentials: '账号密码只写一处：写在网址里，或用 --user 和 --password-stdin。账号里不能有冒号。'
};

async function show(door: StationDoor): Promise<CommandOutcome> {
	const { url, user, reading, refused } = (await door.ask('GET', '/upstream')).value as Shown;
	if (url === '') return { text: '没有设置上级。设置：npm run station -- upstream 网址', code: 0 };
	const lines = [
		`上级：${url}${user === '' ? '' : `（账号 ${user}）`}`,
		`状态：${door.running ? stateText(reading) : '同步站没有运行'}`
	];
	if (door.running) lines.push(`还没传到：${reading.behind} 条`);
	if (reading.lastContactAt !== '') {
		lines.push(`最近一次传送：${new Date(reading.lastContactAt).toLocaleString('zh-CN')}`);
	}
	const all = refused.flatMap(({ database, refused: ones }) =>
		ones.map(({ id, error, reason }) => `  ${database} ${id}：${error} ${reason}`)
	);
	if (all.length > 0) {
		lines.push(`上级没有接受：${all.length} 条（npm run station -- upstream now 再试一次）`);
		lines.push(...all.slice(0, mostShown));
	}
	return { text: lines.join('\n'), code: 0 };
}

function stateText({ state, trouble }: UpstreamReading): string {
	if (state === 'sending') return '正在传送';
	if (state === 'current') return '已全部传到';
	if (state === 'off') return '没有启动';
	if (state === 'elsewhere') return '由共用集群的另一个同步站传送';
	switch (trouble) {
		case 'unauthorized':
			return '上级不接受这个账号或密码，会继续尝试';
		case 'not_couchdb':
			return '那个地址回答的不是 CouchDB，会继续尝试';
		case 'own':
			return '本机读写出错，会继续尝试';
		default:
			return '暂时连不上上级，会继续尝试；本站照常工作';
	}
}
