/** The forms whose half-filled values are kept on the phone. */
export type DraftForm =
	| 'visit'
	| 'concern'
	| 'step'
	/** A campaign in the making, and an answer to one at a door. */
	| 'campaign'
	| 'answer'
	/** What a resident asks about her data, and the community's reply. */
	| 'rights'
	| 'reply'
	| 'check'
	/** What the community settles for itself, and a table in the making. */
	| 'settings'
	| 'export'
	/** Who moved in or was born. */
	| 'resident';
