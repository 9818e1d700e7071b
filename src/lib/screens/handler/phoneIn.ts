/** The number in the words of a contact, to be called; and an address for the phone's own map. */

/** `''` where the words hold no number. Eleven digits of a mobile, or a landline with its area code. */
export function phoneIn(contact: string): string {
	const found = /1\d{10}|0\d{2,3}[-\s]?\d{7,8}|\d{7,8}/.exec(
		contact.replaceAll(/(?<=\d) (?=\d)/g, '')
	);
	return found ? found[0].replaceAll(/\D/g, '') : '';
}

/** Opens whatever map the phone has; it is told the words of the order and nothing else. */
export function mapLink(address: string): string {
	return `geo:0,0?q=${encodeURIComponent(address)}`;
}
