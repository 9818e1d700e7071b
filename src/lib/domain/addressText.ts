/**
 * Brings the many ways an address is typed into one: half-width, no spaces around marks, Arabic
 * numbers before the words that count. It takes nothing apart; that is address.ts.
 */
const digitOf: Readonly<Record<string, number>> = {
	〇: 0,
	零: 0,
	一: 1,
	二: 2,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9
};
const counted = /[〇零一二两三四五六七八九十]+(?=号|#|栋|幢|座|楼|单元|层|排|室|户)/g;
const dashes = /[‐‑‒–—―－−﹣_/]+/g;

export function plainAddress(written: string): string {
	return written
		.normalize('NFKC')
		.replace(dashes, '-')
		.replace(/号?#/g, '#')
		.replace(/\s*-\s*/g, '-')
		.replace(counted, numberOf)
		.replace(/\s+/g, ' ')
		.replace(/(\d) (?=号|#|栋|幢|座|楼|单元|层|排|室|户)/g, '$1')
		.trim();
}

/** 十二 → 12, 二十 → 20, 一〇三 → 103. Addresses here do not reach a hundred in words. */
function numberOf(words: string): string {
	if (!words.includes('十')) {
		return words.replace(/./g, (word) => String(digitOf[word] ?? ''));
	}
	const [tens = '', ones = ''] = words.split('十');
	return String((tens === '' ? 1 : (digitOf[tens] ?? 0)) * 10 + (digitOf[ones] ?? 0));
}
