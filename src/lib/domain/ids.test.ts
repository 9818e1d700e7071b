import { describe, expect, test } from 'vitest';
import {
	communityOfGrid,
	communityPattern,
	documentId,
	doorPattern,
	gridOfDoor,
	gridPattern,
	localPart,
	sha256Pattern,
	ulidPattern
} from './ids.ts';

const ulid = '01JD3Q8ZK0N4V6X8Y2B4C6D8E0';
const door = '150105001019-01/xk/3-2-501';
const hash = 'ab'.repeat(32);

describe('ids', () => {
	test.each([
		['door', documentId.door(door), doorPattern],
		['household', documentId.household(door), doorPattern],
		['resident', documentId.resident(ulid), ulidPattern],
		['visit', documentId.visit(ulid), ulidPattern],
		['concern', documentId.concern(ulid), ulidPattern],
		['photo', documentId.photo(hash), sha256Pattern]
	])('[D15] a %s is named by kind and local part', (kind, id, pattern) => {
		expect(id.startsWith(`${kind}:`)).toBe(true);
		expect(localPart(id)).toMatch(pattern);
	});

	test('[D15] an event and an amendment name what they belong to first', () => {
		expect(documentId.event(ulid, ulid)).toBe(`event:${ulid}:${ulid}`);
		expect(documentId.amendment(door, ulid)).toBe(`amendment:${door}:${ulid}`);
	});

	test('[D16] a door names its grid, a grid its community', () => {
		expect(gridOfDoor(door)).toBe('150105001019-01');
		expect(gridOfDoor(door)).toMatch(gridPattern);
		expect(communityOfGrid(gridOfDoor(door))).toBe('150105001019');
		expect(communityOfGrid(gridOfDoor(door))).toMatch(communityPattern);
	});

	test.each(['150105001019-01/XK/3-2-501', '150105001019/xk/3', `${door}:x`, `${door}/6`, ' '])(
		'[D16] %s is not a door',
		(text) => {
			expect(text).not.toMatch(doorPattern);
		}
	);
});
