/** Why an event had no effect, or would have none. */
export type NoEffect =
	| 'other_concern'
	| 'not_allowed'
	| 'already'
	/** Nobody verifies her own work (DOMAIN 5.5). */
	| 'own_work'
	/** A party never mediates its own case. */
	| 'own_case'
	/** Mediation only goes forward. */
	| 'stage_past'
	/** Returned or reopened three times: the street has to whistle first. */
	| 'whistle_due'
	/** Reports in without having been whistled for. */
	| 'not_asked'
	/** Written by somebody to whom the matter was not given, or who no longer had it. */
	| 'not_in_hand'
	/** Nobody asks for what is refused. */
	| 'nothing_asked'
	| 'retracted'
	| 'built_upon'
	| 'not_own';
