/** What is looked at under 住户: the words searched for and the building chosen. Kept while one looks at a door. */
export class DoorsBrowser {
	text = $state('');
	/** `''` until a building was chosen: the first in walking order. */
	building = $state('');
	/** `_id` of the campaign whose progress the map shows, `''` for visits. */
	campaign = $state('');

	#wantsWords = false;

	/** Whoever comes to look for somebody types at once. */
	find(): void {
		this.text = '';
		this.#wantsWords = true;
	}

	/** Once: true where the field is to be typed into as soon as it is there. */
	takesWords(): boolean {
		const wants = this.#wantsWords;
		this.#wantsWords = false;
		return wants;
	}

	get isSearching(): boolean {
		return this.text.trim() !== '';
	}

	clear(): void {
		this.text = '';
	}
}
