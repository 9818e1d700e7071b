import { expect, test } from 'vitest';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { slipText } from './knockSlip.ts';
import { copyText, shareText } from './shareText.ts';

const me = {
	displayName: '苏日娜',
	community: { id: '150105001019', name: '兴康社区', street: '海拉尔西路街道', phone: '' },
	feeds: [{ feed: sampleDoor.feed, label: '兴康社区 第1网格' }]
};
const row = { ...sampleDoor, tier: 'high' as const, careTags: ['elder_alone_80'] };
const facts = { me, row, knockedAt: '2026-11-27T02:42:00.000Z' };

test('[U105] a slip says who came when and comes again when, by dates, and whom to call', () => {
	const text = slipText({ ...facts, againOn: '2026-11-28', part: 'evening', phone: '0471-123' });
	expect(text).toBe(
		'您好！我是兴康社区 第1网格的网格员苏日娜。11月27日 周五 10:42 来过兴康小区3号楼 2 单元 501，没有遇到您。' +
			'打算 11月28日 周六 傍晚再来。方便时也可以打社区电话 0471-123 找我。我们上门不收钱，不要身份证号和银行卡号。'
	);
});

test('[U105] it names nobody who lives there and no reason; what is not known is left out', () => {
	const text = slipText({ ...facts, againOn: '', part: '', phone: '' });
	expect(text).not.toMatch(/白云飞|独居|老人|探访|电话|再来/);
});

test('[U106] a text goes to another app, else to the clipboard, else the screen says that it could not', async () => {
	const said: string[] = [];
	const clipboard = {
		async writeText(text: string) {
			said.push(text);
		}
	};
	const shares = { clipboard, share: async () => undefined };
	expect(await shareText('a', shares)).toBe('app');
	const closes = async () => Promise.reject(new DOMException('closed', 'AbortError'));
	expect(await shareText('b', { clipboard, share: closes })).toBe('app');
	expect(said).toEqual([]);
	const fails = async () => Promise.reject(new DOMException('no', 'NotAllowedError'));
	expect(await shareText('c', { clipboard, share: fails })).toBe('clipboard');
	expect(await shareText('d', { clipboard })).toBe('clipboard');
	expect(said).toEqual(['c', 'd']);
	expect(await copyText('e', {})).toBe('nobody');
	expect(await copyText('e', { clipboard: { writeText: fails } })).toBe('nobody');
});
