/** English of why something was not saved, not delivered or not possible. */

export const failureWordsEn = {
	storage_full: {
		what: 'The phone’s storage is full; this was not saved.',
		remedy: ' Delete some photos or videos and save again. What you wrote is still in the form.'
	},
	storage_closed: {
		what: 'The system closed the phone’s storage; this was not saved.',
		remedy: ' Open Qingge again and save once more. What you wrote is still in the form.'
	},
	storage_broken: {
		what: 'Something is wrong with the phone’s storage; this was not saved.',
		remedy: ' Write what matters on paper and call the keeper of the station.'
	},
	station_unreachable: {
		what: 'The station cannot be reached.',
		remedy: ' Records are on the phone and go by themselves when there is a network.'
	},
	station_refused: {
		what: 'The station did not agree this time.',
		remedy: ' It will be tried again; if it goes on, tell the keeper of the station.'
	},
	signed_out: {
		what: 'Your sign-in has ended.',
		remedy: ' Records are on the phone; sign in again and they are delivered.'
	},
	wrong_password: {
		what: 'Account or password is wrong.',
		remedy: ' Check capital letters; if you forgot it, ask the keeper of the station.'
	},
	too_many_attempts: {
		what: 'Too many attempts.',
		remedy: ' Try again in 15 minutes, or ask the keeper of the station.'
	},
	picture_unreadable: {
		what: 'This photo cannot be opened.',
		remedy: ' Take another one; it can be saved without a photo too.'
	},
	not_the_station: {
		what: 'This network wants a sign-in of its own; what answered is not the station.',
		remedy: ' Use another network, or sign in to this one first.'
	},
	unexpected: {
		what: 'Something unexpected happened.',
		remedy: ' Saved records are safe. Please try again.'
	}
};

export const pushRefusalWordsEn: Record<string, { what: string; remedy: string }> = {
	shape: {
		what: 'The station does not know this form of record.',
		remedy: 'Update Qingge; if that does not help, give the file to the keeper.'
	},
	schema_newer: {
		what: 'Qingge on this phone is newer than the station.',
		remedy: 'It will be taken when the station is updated; please tell the keeper.'
	},
	author: {
		what: 'Another account wrote this record.',
		remedy: 'Sign in with that account, or give the file to the keeper.'
	},
	device: {
		what: 'Another phone wrote this record.',
		remedy: 'Deliver it from that phone, or give the file to the keeper.'
	},
	role: {
		what: 'Your post may not write this kind of record.',
		remedy: 'Ask the community about your post; the record is kept.'
	},
	scope: {
		what: 'This door is not in your grid now.',
		remedy: 'Grids may have changed; tell the community. The record is kept.'
	},
	revision: {
		what: 'The record changed on its way; the station did not take it.',
		remedy: 'Give the file to the keeper.'
	},
	generation: {
		what: 'This record was rewritten; the ledger takes originals only.',
		remedy: 'Give the file to the keeper.'
	},
	deleted: {
		what: 'Records in the ledger cannot be deleted.',
		remedy: 'Use “Take back”; the record is kept.'
	},
	too_large: {
		what: 'This record is too long.',
		remedy: 'Write it again in several; the original is kept.'
	},
	poison: {
		what: 'The record holds characters that cannot be kept.',
		remedy: 'Write the text again; the original is kept.'
	},
	exists: {
		what: 'The station has another record under this number.',
		remedy: 'Give the file to the keeper.'
	}
};

export const unknownPushRefusalEn = {
	what: 'The station did not take this record.',
	remedy: 'It stays on the phone as it is. Give the file to the keeper.'
};

export const refusalWordsEn: Record<string, string> = {
	shape: 'Something is filled in wrongly, or too long.',
	partly_saved: 'The visit is saved, but one correction is not. Please save again.',
	outcome_missing: 'Say first whether you met them.',
	not_met: 'Nobody was met, so neither “nothing changed” nor the five checks can be written.',
	slip: 'A slip belongs to a door where nobody answered.',
	note_missing: 'Write a sentence.',
	time_missing: 'For another time pick a day, or write when it suits.',
	promise: 'The promised day must be after today and within a year.',
	id_number: 'No ID numbers. Take it out and save again.',
	category: 'Say first what it is about.',
	place_missing: 'Write where it is.',
	text_missing: 'This kind needs a sentence of what was said.',
	not_found: 'This record is not on the phone.',
	not_allowed: 'This step is no longer possible.',
	not_own: 'You can only take back what you wrote.',
	own_work: 'Somebody who did not handle it does the follow-up.',
	own_case:
		'The property company is a party and cannot mediate last. The community mediates, or refers it out.',
	stage_past: 'Mediation has gone a step further; this stage is over.',
	whistle_due: 'Returned or reopened three times: the street must whistle before it is dispatched.',
	not_asked: 'Your unit was not whistled for in this matter.',
	not_in_hand: 'The matter was not in the hands of who wrote this then.',
	nothing_asked: 'Nobody asks for a suspension.',
	limit: 'A limit is unknown here; update Qingge.',
	hours: 'Office hours do not fit: at least one day, from early to late, without overlap.',
	settled_meanwhile: 'Somebody changed the settings meanwhile. Look at them first, then save.',
	other_concern: 'This step belongs to another concern.',
	retracted: 'This step was already taken back.',
	built_upon: 'Others have gone on from this step; it cannot be taken back.',
	until: 'Pick a day after today and within a year.',
	confidential: 'The reporter here is confidential. Merge the other one into this instead.',
	scope: 'This door is not for that building head or informant.',
	already: 'Already noted.',
	title_missing: 'Say what it is about.',
	where_missing: 'Choose which buildings are asked.',
	question_missing: 'A question has no words; there must be at least one.',
	options: 'A choice needs at least two different options.',
	one_photo: 'Only one question may ask for pictures.',
	campaign_door: 'This door is not to be asked.',
	answer_missing: 'A question that must be answered is not.',
	answer_wrong: 'One answer does not fit its question.',
	words_missing: 'Say what is to be corrected.',
	name_missing: 'Write the name.',
	birth_year: 'The year of birth cannot be in the future.',
	nothing_changed: 'Nothing was changed.',
	erased:
		'What was known of this resident was erased at her request. If she agrees to be entered again, use “Somebody moved in”.',
	erased_here: 'A resident here asked to be erased; ask the person first.',
	field: 'This cannot be changed to that.',
	care_tag: 'Unknown care tag; update Qingge.',
	records_wait: 'Records are still waiting; you were not signed out.'
};

export const otherRefusalEn = 'This was not saved. See whether something is missing and try again.';
