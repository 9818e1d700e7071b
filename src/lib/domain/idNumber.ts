/**
 * Finds citizens' identity numbers in text, so that none is ever written down here (DOMAIN 2.9).
 * It looks at the check digit and never keeps what it found.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';
const eighteen = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)/g;

export function holdsIdNumber(text: string): boolean {
	return [...text.normalize('NFKC').matchAll(eighteen)].some(([digits]) => hasCheckDigit(digits));
}

/** What is left of a text when they are taken out; a reader sees that something stood there. */
export function withoutIdNumbers(text: string): string {
	if (!/\d{17}/.test(text.normalize('NFKC'))) return text;
	return text
		.normalize('NFKC')
		.replace(eighteen, (digits) => (hasCheckDigit(digits) ? '（证件号已去掉）' : digits));
}

function hasCheckDigit(digits: string): boolean {
	const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
	return checkDigits.charAt(sum % 11) === digits.slice(17).toUpperCase();
}
