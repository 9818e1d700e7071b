/**
 * What a masked table shows of people: a surname, a phone's ends, a door. In free texts, too, numbers
 * and the names of who lives there are covered; what was never written down cannot be.
 */
import { withoutIdNumbers } from '#lib/domain/idNumber.ts';

const phone = /(?<!\d)(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/g;
/** 0471-1234567 and the like. */
const landline = /(?<!\d)(0\d{2,3})[-\s]?(\d{3,4})(\d{4})(?!\d)/g;
/** Two characters may stand in any sentence; a name of one is no name. */
const shortestName = 2;

/** 王** for 王小明; of a name in letters the first one. */
export function maskName(name: string): string {
	const [first = '', ...rest] = Array.from(name.trim());
	return rest.length === 0 ? first : `${first}${'*'.repeat(Math.min(rest.length, 2))}`;
}

/** 138****1234; several in a text stay several. */
export function maskPhones(text: string): string {
	return text.replace(phone, '$1****$3').replace(landline, '$1****$3');
}

/** Who to call: how to reach, not who it is. */
export function maskContact(text: string): string {
	if (text.trim() === '') return '';
	const masked = maskPhones(text).match(/\d{3,4}\*{4}\d{4}/g);
	return masked === null ? '有' : masked.join('、');
}

export function maskWords(text: string, names: readonly string[]): string {
	const longestFirst = names
		.filter((name) => Array.from(name).length >= shortestName)
		.sort((a, b) => b.length - a.length);
	const covered = longestFirst.reduce((said, name) => said.replaceAll(name, maskName(name)), text);
	return withoutIdNumbers(maskPhones(covered));
}
