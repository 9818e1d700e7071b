import { describe, expect, it } from 'vitest';
import { answerToRing } from './doorbell.ts';
import { openEventReader } from './eventStream.ts';

const news = { feed: 'feed-grid-1', since: '4-aaaaaaaa', seq: '5-aaaaaaaa' };

describe('doorbell', () => {
	it('[M12] takes the rows that begin where we stand', () => {
		expect(answerToRing('4-aaaaaaaa', { ...news, rows: [] })).toBe('take');
	});

	it('[M12] asks where rows are missing or begin elsewhere', () => {
		expect(answerToRing('4-aaaaaaaa', news)).toBe('pull');
		expect(answerToRing('3-aaaaaaaa', { ...news, rows: [] })).toBe('pull');
		expect(answerToRing('', { ...news, rows: [] })).toBe('pull');
	});

	it('[M12] lets what was read already pass', () => {
		expect(answerToRing('5-aaaaaaaa', news)).toBe('nothing');
		expect(answerToRing('9-aaaaaaaa', news)).toBe('nothing');
		expect(answerToRing('9-aaaaaaaa', { ...news, seq: '5-bbbbbbbb' })).toBe('pull');
	});

	it('reads events however they are cut, and passes comments by', () => {
		const text = ':hello\nevent: news\r\ndata: {"a":1,\ndata: "b":2}\n\n: tick\n\ndata: x\n\n';
		for (let size = 1; size <= text.length; size += 1) {
			const read = openEventReader();
			const events = [];
			for (let at = 0; at < text.length; at += size)
				events.push(...read(text.slice(at, at + size)));
			expect(events).toEqual([
				{ name: 'news', data: '{"a":1,\n"b":2}' },
				{ name: 'message', data: 'x' }
			]);
		}
	});
});
